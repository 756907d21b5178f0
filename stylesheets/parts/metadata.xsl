<?xml version="1.0" encoding="UTF-8"?>
<!-- metadata.xsl: what the file says about itself to programs: title, producer, framework and period, language. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:fo="http://www.w3.org/1999/XSL/Format"
                xmlns:r="urn:assay:report:1" exclude-result-prefixes="r">

  <!-- subtitle: what kind of document it is. -->
  <xsl:template name="metadata">
    <xsl:param name="subtitle" select="$report/r:document/r:subtitle"/>
    <fo:declarations>
      <x:xmpmeta xmlns:x="adobe:ns:meta/">
        <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
          <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
            <dc:title><xsl:value-of select="concat(r:document/r:title, ' – ', $subtitle)"/></dc:title>
            <dc:creator><xsl:value-of select="r:producer/@name"/></dc:creator>
            <dc:description><xsl:value-of select="concat(r:document/r:framework-line, ', ', r:document/r:period-line)"/></dc:description>
            <dc:language><xsl:value-of select="$lang"/></dc:language>
          </rdf:Description>
        </rdf:RDF>
      </x:xmpmeta>
    </fo:declarations>
  </xsl:template>
</xsl:stylesheet>
