"""Write the two datasets in the formats that users bring: analysis shards and the metadata database."""
