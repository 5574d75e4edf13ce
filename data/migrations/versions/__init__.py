"""One file per version; neither it nor what it is made of is changed after it was released."""
