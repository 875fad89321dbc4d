"""What the tests of pages are made with."""
