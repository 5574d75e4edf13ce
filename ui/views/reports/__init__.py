"""What was sold: today at a glance, and any period by day, product or tender."""
