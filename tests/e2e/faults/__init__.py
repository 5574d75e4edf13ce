"""Every fault a shop has to survive, end to end: real services, database, HTTP and provider.

At both providers where both know the fault. What goes wrong, and which tests say what is right:

 1  the order is made and the answer lost
        test_lost_answers: while_an_answer_is_lost, given_up_without_an_answer, never_arrived
 2  nobody is there
        test_lost_answers: is_not_there
 3  a double press, two windows
        test_twice: two_presses, two_windows, cash_and_a_code, two_cashiers
 4  the till is killed around its call
        test_kills: left_by_a_killed_till, money_that_came_while_the_till_was_dead,
        need_not_wait
 5  the order is not found for 90 seconds
        test_answers: nobody_knows_for_ninety_seconds
 6  answers that are garbage
        test_answers: garbage; test_lost_answers: less_and_less; test_ends: never_let_go
 7  answers that the provider did not sign
        test_answers: did_not_sign
 8  odd letters in signed answers
        test_answers: any_text, slashes
 9  another amount, another currency
        test_answers: another_amount, another_currency
10  answers about other orders and merchants
        test_answers: did_not_sign, another_merchant
11  forged and foreign messages
        test_messages: forged_or_meant_for_another; test_notifications: not_for_us
12  the same message five times, and a question
        test_messages: told_five_times; test_notifications: five_messages
13  messages that are replayed
        test_notifications: old_message, known_already
14  news in the wrong order
        test_answers: from_before_the_payment; test_notifications: known_already
15  the message about a part given back
        test_notifications: about_a_refund
16  the customer pays while the code is ended
        test_ends: pays_while_the_code_is_ended, cancel_gave_back
17  a code is scanned after the cancel
        test_ends: scanned_after_the_cancel, late_money_for_a_sale_taken_back, closed_order
18  a cancel that has to be repeated
        test_ends: wants_to_be_repeated, nobody_answers; test_kills: outlives_a_killed_till
19  an order is paid twice
        test_ends: paid_twice
20  answers to refunds are lost
        test_refunds: answers_are_lost, not_done_before, another_amount;
        test_twice: wished_for_twice
21  equal parts; more than was paid
        test_refunds: two_equal_parts, more_than_was_paid
22  refunds that take their time or fail
        test_refunds: balance_too_low, under_way, failed_later, never_came
23  clocks and time zones
        test_clocks: time_zone, wrong_clock, clock_that_is_set, refused_time
24  hours without a network, and a provider that has enough
        test_crowds: forty_attempts
25  slow answers, and answers in the wrong order
        test_crowds: one_at_a_time, being_made, two_programs;
        test_twice: answered_before_the_payment
26  a number used for something else
        test_answers: used_for_something_else
27  customers' codes
        test_customers_codes: used_or_is_too_old, without_money, answer_is_lost, never_arrived,
        not_find_yet, in_time, never_comes, typed_while, not_allowed
28  a close refused while the customer pays
        test_ends: too_frequent
29  new and unknown keys of the provider
        test_answers: new_key, by_a_stranger
30  statements that do not agree
        test_reconciliation: statement_lacks, nobody_here_knows, another_amount
"""
