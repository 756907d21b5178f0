XDG_DATA_HOME=$PWD/catalogues assay check texts-missing.xml
