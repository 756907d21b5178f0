<?xml version="1.0" encoding="UTF-8"?>
<!-- A function that does not exist. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:fo="http://www.w3.org/1999/XSL/Format">
	<xsl:template match="/">
		<fo:root>
			<fo:layout-master-set>
				<fo:simple-page-master master-name="page" page-width="210mm" page-height="297mm" margin="20mm">
					<fo:region-body/>
				</fo:simple-page-master>
			</fo:layout-master-set>
			<fo:page-sequence master-reference="page">
				<fo:flow flow-name="xsl-region-body">
					<xsl:apply-templates select="note/line"/>
				</fo:flow>
			</fo:page-sequence>
		</fo:root>
	</xsl:template>

	<xsl:template match="line">
		<fo:block><xsl:value-of select="upper-case(.)"/></fo:block>
	</xsl:template>
</xsl:stylesheet>
