-- PostgreSQL keeps rows and keys apart, always.

SELECT 1;
