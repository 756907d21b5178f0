<?xml version="1.0" encoding="UTF-8"?>
<!-- A report that differs from day to day. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:fo="http://www.w3.org/1999/XSL/Format" xmlns:date="http://exslt.org/dates-and-times">
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
		<fo:block><xsl:value-of select="."/>, printed on <xsl:value-of select="date:date-time()"/></fo:block>
	</xsl:template>
</xsl:stylesheet>
