"""WeChat Pay's wire, version 3: REST with JSON, signed in the headers both ways."""
