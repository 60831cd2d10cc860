"""The database's migrations, run by Alembic when the database is opened."""
