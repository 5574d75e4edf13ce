"""What must never happen to keys, money and customers' data, tried with real parts."""
