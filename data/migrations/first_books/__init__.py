"""Parts of version 0001, which would be too long in one file; they are as final as it is."""
