"""Who acts: countries, people, governments, organisations and groups, however the text names them."""
