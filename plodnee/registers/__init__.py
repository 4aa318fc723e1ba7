"""What each fund and household owes, as reported; workbooks in and out."""
