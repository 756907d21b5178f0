XDG_DATA_HOME=$PWD/catalogues assay check catalogue-bad.xml
