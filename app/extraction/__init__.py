"""Reading a database: its schema (``inspector``), values (``sampling``) and numbers (``measurement``)."""
