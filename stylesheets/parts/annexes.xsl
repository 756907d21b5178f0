<?xml version="1.0" encoding="UTF-8"?>
<!-- annexes.xsl: annexes: crosswalks, retired ids, formulas, glossary. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:fo="http://www.w3.org/1999/XSL/Format"
                xmlns:fox="http://xmlgraphics.apache.org/fop/extensions" xmlns:r="urn:assay:report:1" xmlns:a="urn:assay:xslt"
                xmlns:slot="urn:assay:slot:1" exclude-result-prefixes="r slot">

  <xsl:template name="slot:annexes">
    <xsl:variable name="x" select="r:annexes"/>
    <xsl:call-template name="part-title"><xsl:with-param name="id" select="'annexes'"/><xsl:with-param name="break" select="'auto'"/></xsl:call-template>

    <xsl:for-each select="$x/r:crosswalk">
      <fo:block role="H2" space-before="24pt" space-before.conditionality="discard" xsl:use-attribute-sets="type-section"><xsl:value-of select="@title"/></fo:block>
      <fo:block space-after="5pt" keep-with-next.within-page="always" xsl:use-attribute-sets="type-note">
        <fo:inline font-weight="600"><xsl:value-of select="@label"/></fo:inline><xsl:call-template name="dot"/><xsl:value-of select="@edition"/>
      </fo:block>
      <xsl:if test="@standing != ''"><fo:block space-after="5pt" end-indent="24mm" keep-with-next.within-page="always" xsl:use-attribute-sets="type-note"><xsl:value-of select="@standing"/></fo:block></xsl:if>
      <fo:table table-layout="fixed" width="160mm" xsl:use-attribute-sets="type-table">
        <fo:table-column fox:header="true" column-width="18mm"/><fo:table-column column-width="68mm"/><fo:table-column column-width="74mm"/>
        <fo:table-header><fo:table-row keep-with-next.within-page="always">
          <xsl:call-template name="th"><xsl:with-param name="word" select="'reference'"/></xsl:call-template>
          <xsl:call-template name="th"><xsl:with-param name="word" select="'about'"/></xsl:call-template>
          <xsl:call-template name="th"><xsl:with-param name="word" select="'tasks'"/></xsl:call-template>
        </fo:table-row></fo:table-header>
        <fo:table-body>
          <xsl:for-each select="r:crosswalk-row">
            <fo:table-row keep-together.within-page="always">
              <xsl:call-template name="last-row"/>
              <xsl:call-template name="td"><xsl:with-param name="text" select="@id"/><xsl:with-param name="weight" select="'600'"/></xsl:call-template>
              <xsl:call-template name="td"><xsl:with-param name="text" select="@about"/></xsl:call-template>
              <fo:table-cell xsl:use-attribute-sets="cell rule-row"><fo:block line-height="{13 * $em}pt"><xsl:call-template name="task-links"><xsl:with-param name="links" select="r:task-link"/></xsl:call-template><xsl:if test="r:task-link and @note != ''">, </xsl:if><xsl:value-of select="@note"/></fo:block></fo:table-cell>
            </fo:table-row>
          </xsl:for-each>
        </fo:table-body>
      </fo:table>
      <xsl:if test="@note != ''"><fo:block space-before="3pt" end-indent="24mm" keep-with-previous.within-page="always" xsl:use-attribute-sets="type-note"><xsl:value-of select="@note"/></fo:block></xsl:if>
      <xsl:for-each select="r:digest"><fo:block space-before="3pt" keep-with-previous.within-page="always"><xsl:call-template name="digest"><xsl:with-param name="digest" select="."/></xsl:call-template></fo:block></xsl:for-each>
    </xsl:for-each>

    <xsl:if test="$x/r:retired/r:retired-id">
      <xsl:call-template name="section-title"><xsl:with-param name="word" select="'retired'"/></xsl:call-template>
      <fo:table table-layout="fixed" width="160mm" xsl:use-attribute-sets="type-table">
        <fo:table-column fox:header="true" column-width="20mm"/><fo:table-column column-width="20mm"/><fo:table-column column-width="60mm"/><fo:table-column column-width="60mm"/>
        <fo:table-header><fo:table-row keep-with-next.within-page="always">
          <xsl:call-template name="th"><xsl:with-param name="word" select="'id'"/></xsl:call-template>
          <xsl:call-template name="th"><xsl:with-param name="word" select="'kind'"/></xsl:call-template>
          <xsl:call-template name="th"><xsl:with-param name="word" select="'fate'"/></xsl:call-template>
          <xsl:call-template name="th"><xsl:with-param name="word" select="'answered-in'"/></xsl:call-template>
        </fo:table-row></fo:table-header>
        <fo:table-body>
          <xsl:for-each select="$x/r:retired/r:retired-id">
            <fo:table-row keep-together.within-page="always">
              <xsl:call-template name="last-row"/>
              <xsl:call-template name="td"><xsl:with-param name="text" select="@id"/><xsl:with-param name="weight" select="'600'"/></xsl:call-template>
              <xsl:call-template name="td"><xsl:with-param name="text"><xsl:call-template name="word"><xsl:with-param name="id" select="concat('kind-', @kind)"/></xsl:call-template></xsl:with-param></xsl:call-template>
              <xsl:call-template name="td"><xsl:with-param name="text" select="@fate"/></xsl:call-template>
              <fo:table-cell xsl:use-attribute-sets="cell rule-row"><fo:block><xsl:choose><xsl:when test="r:task-link"><xsl:call-template name="task-links"><xsl:with-param name="links" select="r:task-link"/></xsl:call-template></xsl:when><xsl:otherwise>–</xsl:otherwise></xsl:choose></fo:block></fo:table-cell>
            </fo:table-row>
          </xsl:for-each>
        </fo:table-body>
      </fo:table>
    </xsl:if>

    <xsl:call-template name="section-title"><xsl:with-param name="word" select="'formulas'"/></xsl:call-template>
    <fo:list-block provisional-distance-between-starts="36mm" provisional-label-separation="4mm">
      <xsl:for-each select="$x/r:formulas/r:formula">
        <xsl:call-template name="label-item"><xsl:with-param name="text" select="@term"/><xsl:with-param name="content"><fo:block xsl:use-attribute-sets="type-prose"><xsl:value-of select="."/></fo:block></xsl:with-param></xsl:call-template>
      </xsl:for-each>
    </fo:list-block>

    <!-- Terms that the author defines stand with the method. -->
    <xsl:variable name="entries" select="$x/r:glossary/r:entry[not(@term = $report/r:definitions/r:term/@name)]"/>
    <xsl:if test="$entries">
      <xsl:call-template name="section-title"><xsl:with-param name="word" select="'glossary'"/></xsl:call-template>
      <fo:list-block provisional-distance-between-starts="36mm" provisional-label-separation="4mm">
        <xsl:for-each select="$entries">
          <xsl:call-template name="label-item"><xsl:with-param name="text" select="@term"/><xsl:with-param name="content"><xsl:call-template name="prose"><xsl:with-param name="of" select="."/></xsl:call-template></xsl:with-param></xsl:call-template>
        </xsl:for-each>
      </fo:list-block>
    </xsl:if>
    <xsl:call-template name="narrative"><xsl:with-param name="slot" select="'annex'"/></xsl:call-template>
    <xsl:call-template name="slot:comparison"/>
  </xsl:template>
</xsl:stylesheet>
