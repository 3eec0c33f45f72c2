"""What a careful reader would remark on a schema: rules, each one small function, and the register of them."""
