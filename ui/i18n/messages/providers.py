"""What payment providers, and their mock, can answer."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str]] = {
    "error.payment_declined": (
        "The provider refused this payment ({code}). Offer another way to pay.",
        "支付渠道拒绝了这笔支付（{code}），请换一种支付方式。",
    ),
    "error.auth_code_not_taken": (
        "{provider} cannot charge the customer's own code here; show ours instead.",
        "{provider} 在这里不能扫顾客的付款码，请让顾客扫我们的二维码。",
    ),
    "error.provider_not_reached": (
        "The provider was not reached ({problem}), so nothing was charged. Check the network and "
        "try again, or take cash.",
        "无法连接支付渠道（{problem}），没有扣款。请检查网络后重试，或收现金。",
    ),
    "error.provider_no_answer": (
        "The provider gave no clear answer ({problem}). Do not charge again; we keep asking.",
        "支付渠道没有明确答复（{problem}）。请勿重复收款，系统会继续查询。",
    ),
    "error.provider_answer_unclear": (
        "The provider's answer lacks {what}. Do not charge again; we keep asking.",
        "支付渠道的答复缺少 {what}。请勿重复收款，系统会继续查询。",
    ),
    "error.provider_busy": (
        "The provider wants to be asked less often; the next try is in {retry_after_s} s or later.",
        "支付渠道要求降低查询频率，至少 {retry_after_s} 秒后再试。",
    ),
    "error.provider_untrusted": (
        "An answer in the provider's name could not be verified ({problem}) and was not believed.",
        "一条以支付渠道名义的答复未通过验证（{problem}），未予采信。",
    ),
    "error.provider_other_order": (
        "The provider answered about another payment than {asked}; that was not believed.",
        "支付渠道答复的不是 {asked} 这笔支付，未予采信。",
    ),
    "error.provider_amount_wrong": (
        "The provider reports a different amount from the {asked} asked for; that was not "
        "believed.",
        "支付渠道报告的金额与请求的 {asked} 不符，未予采信。",
    ),
    "error.provider_misconfigured": (
        "The provider does not accept this till's keys or rights ({code}); check them in Settings.",
        "支付渠道不接受本机的密钥或权限（{code}），请检查设置。",
    ),
    "error.provider_clock_wrong": (
        "This machine's clock is {off_s} s off, so the provider refuses us; set the clock right.",
        "本机时钟偏差 {off_s} 秒，支付渠道拒绝请求；请校准时钟。",
    ),
    "error.provider_app_id_wrong": (
        "The provider's app id is digits only; check it in Settings.",
        "支付渠道的应用 ID 只能是数字，请检查设置。",
    ),
    "error.provider_key_is_ours": (
        "The key entered as the provider's is this till's own; enter the provider's public key.",
        "填写的支付渠道公钥其实是本机的公钥；请填写支付渠道的公钥。",
    ),
    "error.provider_not_a_sandbox": (
        "{host} is not a test address; test payments never go there.",
        "{host} 不是测试地址，测试支付不会发往那里。",
    ),
    "error.provider_not_production": (
        "{host} is not the provider's own address; real payments never go there.",
        "{host} 不是支付渠道的正式地址，真实支付不会发往那里。",
    ),
    "error.key_unreadable": (
        "The {which} key of the provider cannot be read; enter an RSA key of 2048 bits or more.",
        "支付渠道的密钥（{which}）无法读取；请填写 2048 位以上的 RSA 密钥。",
    ),
    "error.provider_setting_wrong": (
        "The provider's setting “{name}” cannot be right; check it in Settings.",
        "支付渠道的设置项“{name}”不正确，请检查设置。",
    ),
    "error.refund_by_hand": (
        "Money paid by {provider} goes back by hand: use the terminal or a bank transfer.",
        "通过 {provider} 收的钱须手工退还：请使用刷卡机或银行转账。",
    ),
    "error.statement_by_hand": (
        "There is no statement to fetch for {provider}; import the bank's instead.",
        "{provider} 没有可下载的对账单，请导入银行流水。",
    ),
    "error.statement_missing": (
        "The provider has no statement for {day}: nothing was paid then, or it is not made yet.",
        "支付渠道没有 {day} 的对账单：当天没有交易，或账单尚未生成。",
    ),
    "error.statement_not_ready": (
        "The provider is still making the statement for {day}; ask again tomorrow morning.",
        "支付渠道还在生成 {day} 的对账单，请明天上午再试。",
    ),
    "error.sandbox_failed": (
        "The practice provider does not start ({problem}); take cash meanwhile.",
        "练习用的支付渠道无法启动（{problem}）；请先收现金。",
    ),
    "error.sandbox_beside_real_money": (
        "This till takes real money; give the practice provider a home of its own with --home.",
        "本收银台正在收取真实资金；请用 --home 为练习用的支付渠道指定单独的数据目录。",
    ),
    "error.port_taken": (
        "Port {port} is in use; choose another one, or 0 for any.",
        "端口 {port} 已被占用，请换一个端口，或用 0 任选。",
    ),
    "error.fault_unknown": (
        "There is no fault {name}; the faults are: {known}.",
        "没有故障 {name}；可用的有：{known}。",
    ),
    "error.fault_out_of_range": (
        "Count or seconds of the fault {name} are out of range.",
        "故障 {name} 的次数或秒数超出范围。",
    ),
}
