assay sign evidence-none.xml --key k.p12
