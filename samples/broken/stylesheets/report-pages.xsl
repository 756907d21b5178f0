<?xml version="1.0" encoding="UTF-8"?>
<!-- A slot that asks for a second page. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:fo="http://www.w3.org/1999/XSL/Format" xmlns:slot="urn:assay:slot:1">
  <xsl:import href="assay:exec.xsl"/>
  <xsl:template name="slot:exec-strip"><fo:block break-before="page">overleaf</fo:block></xsl:template>
</xsl:stylesheet>
