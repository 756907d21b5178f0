<?xml version="1.0" encoding="UTF-8"?>
<!-- results.xsl: results by practice. A group starts a page, a practice does not; a practice's heading stays with its first card. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:fo="http://www.w3.org/1999/XSL/Format"
                xmlns:fox="http://xmlgraphics.apache.org/fop/extensions" xmlns:r="urn:assay:report:1" xmlns:a="urn:assay:xslt"
                xmlns:slot="urn:assay:slot:1" exclude-result-prefixes="r slot">

  <xsl:template name="slot:results">
    <xsl:apply-templates select="r:results"/>
  </xsl:template>

  <xsl:template match="r:results">
    <xsl:apply-templates select="r:group"/>
    <xsl:if test="position() = last()"><xsl:call-template name="narrative"><xsl:with-param name="slot" select="'results'"/></xsl:call-template></xsl:if>
  </xsl:template>

  <xsl:template match="r:group">
    <fo:block id="{@anchor}" role="H1" break-before="page" keep-with-next.within-page="always" xsl:use-attribute-sets="type-page-title">
      <xsl:call-template name="running"><xsl:with-param name="text" select="concat(@id, '&#xA0;&#xA0; ', @title)"/></xsl:call-template>
      <xsl:value-of select="@title"/>
    </fo:block>
    <fo:block space-before="3pt" keep-with-next.within-page="always" xsl:use-attribute-sets="type-note">
      <fo:inline font-weight="600" color="{$accent}"><xsl:value-of select="@id"/></fo:inline>
      <xsl:text>&#xA0;&#xA0;·&#xA0; </xsl:text>
      <xsl:value-of select="../@name"/>
      <xsl:text>&#xA0;&#xA0;·&#xA0; </xsl:text>
      <xsl:value-of select="r:counts/@sentence"/>
    </fo:block>
    <!-- The marks are explained where they first occur. -->
    <xsl:if test="not(preceding-sibling::r:group) and not(../preceding-sibling::r:results)">
      <xsl:variable name="bars" select="../r:group/r:practice/r:task/r:change-bar"/>
      <xsl:variable name="letters" select="$versions/r:class[@letter = $bars/@letter]"/>
      <xsl:if test="$bars">
        <fo:block space-before="5pt">
          <xsl:call-template name="change-legend">
            <xsl:with-param name="framework" select="boolean($bars[@kind = 'framework' and @bar = 'yes'])"/>
            <xsl:with-param name="answer" select="boolean($bars[@kind = 'answer'])"/>
            <xsl:with-param name="evidence" select="boolean($bars[@kind = 'evidence'])"/>
            <xsl:with-param name="letters" select="$letters"/>
            <xsl:with-param name="words" select="boolean(../r:group/r:practice/r:task[r:marked or r:fact])"/>
          </xsl:call-template>
        </fo:block>
      </xsl:if>
    </xsl:if>
    <xsl:apply-templates select="r:practice"/>
  </xsl:template>

  <xsl:template match="r:practice">
    <fo:list-block id="{@anchor}" role="Div" provisional-distance-between-starts="24mm" provisional-label-separation="3mm" space-before="24pt" space-after="13pt"
        keep-with-next.within-page="always" keep-together.within-page="always">
      <fo:list-item>
        <fo:list-item-label end-indent="label-end()">
          <fo:block xsl:use-attribute-sets="type-practice-id"><xsl:value-of select="@id"/></fo:block>
        </fo:list-item-label>
        <fo:list-item-body start-indent="body-start()">
          <fo:block role="H2" xsl:use-attribute-sets="type-practice-title">
            <xsl:call-template name="running"><xsl:with-param name="text" select="@running"/></xsl:call-template>
            <xsl:call-template name="continued"/>
            <xsl:value-of select="@title"/>
          </fo:block>
          <fo:block space-before="3pt" xsl:use-attribute-sets="type-note">
            <xsl:value-of select="r:counts/@sentence"/>
            <xsl:text>&#xA0;&#xA0; </xsl:text>
            <xsl:for-each select="r:task">
              <xsl:call-template name="glyph"><xsl:with-param name="status" select="@status"/><xsl:with-param name="word" select="concat(@id, ' ', @word)"/><xsl:with-param name="text" select="8"/></xsl:call-template>
              <xsl:if test="position() != last()"><xsl:text>&#xA0;</xsl:text></xsl:if>
            </xsl:for-each>
          </fo:block>
        </fo:list-item-body>
      </fo:list-item>
    </fo:list-block>
    <xsl:apply-templates select="r:task" mode="slot:task-card"/>
  </xsl:template>
</xsl:stylesheet>
