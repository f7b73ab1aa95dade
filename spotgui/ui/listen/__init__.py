"""The Listen page: one big button, what comes in, what it could be."""
