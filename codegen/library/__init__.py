"""Classes and functions copied into generated files where a framework lacks them; never imported."""
