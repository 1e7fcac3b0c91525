"""What we issued: HTML to PDF, tables to XLSX, frozen and verifiable."""
