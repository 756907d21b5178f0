XDG_DATA_HOME=$PWD/catalogues assay check framework-draft.xml
