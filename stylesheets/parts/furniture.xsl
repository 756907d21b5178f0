<?xml version="1.0" encoding="UTF-8"?>
<!-- furniture.xsl: what stands on every page: running head, foot, the mark of a draft. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:fo="http://www.w3.org/1999/XSL/Format"
                xmlns:fox="http://xmlgraphics.apache.org/fop/extensions" xmlns:axf="http://www.antennahouse.com/names/XSL/Extensions" xmlns:r="urn:assay:report:1" xmlns:a="urn:assay:xslt"
                xmlns:slot="urn:assay:slot:1" exclude-result-prefixes="r slot">

  <xsl:template name="furniture-portrait">
    <!-- yes: these pages use a draft, whatever the document is. -->
    <xsl:param name="draft" select="'no'"/>
    <fo:static-content flow-name="head">
      <xsl:call-template name="draft-mark"><xsl:with-param name="draft" select="$draft"/><xsl:with-param name="width" select="$short-side"/><xsl:with-param name="height" select="$long-side"/></xsl:call-template>
      <xsl:call-template name="slot:head"><xsl:with-param name="draft" select="$draft"/><xsl:with-param name="measure" select="160"/></xsl:call-template>
    </fo:static-content>
    <fo:static-content flow-name="foot">
      <xsl:call-template name="slot:foot"><xsl:with-param name="measure" select="160"/></xsl:call-template>
    </fo:static-content>
  </xsl:template>

  <xsl:template name="furniture-landscape">
    <fo:static-content flow-name="head-wide">
      <xsl:call-template name="draft-mark"><xsl:with-param name="width" select="$long-side"/><xsl:with-param name="height" select="$short-side"/></xsl:call-template>
      <xsl:call-template name="slot:head"><xsl:with-param name="measure" select="$l-measure"/></xsl:call-template>
    </fo:static-content>
    <fo:static-content flow-name="foot-wide">
      <xsl:call-template name="slot:foot"><xsl:with-param name="measure" select="$l-measure"/></xsl:call-template>
    </fo:static-content>
  </xsl:template>

  <xsl:template name="draft-mark">
    <xsl:param name="draft" select="'no'"/>
    <xsl:param name="width"/>
    <xsl:param name="height"/>
    <xsl:if test="$report/@draft = 'yes' or $draft = 'yes'">
      <xsl:call-template name="page-mark">
        <xsl:with-param name="width" select="$width"/>
        <xsl:with-param name="height" select="$height"/>
        <xsl:with-param name="word"><xsl:call-template name="word"><xsl:with-param name="id" select="'draft-mark'"/></xsl:call-template></xsl:with-param>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- The word of the diagonal mark once more, in the head: the mark is never the only carrier. -->
  <xsl:template name="head-mark">
    <xsl:if test="$report/@draft = 'yes'"><xsl:call-template name="word"><xsl:with-param name="id" select="'draft-mark'"/></xsl:call-template></xsl:if>
  </xsl:template>

  <!-- measure: width in mm. -->
  <xsl:template name="slot:head">
    <xsl:param name="measure"/>
    <xsl:param name="draft" select="'no'"/>
    <fo:table table-layout="fixed" width="{$measure}mm" xsl:use-attribute-sets="type-note">
      <fo:table-column column-width="{$measure * 0.6}mm"/>
      <fo:table-column column-width="{$measure * 0.4}mm"/>
      <fo:table-body>
        <fo:table-row>
          <fo:table-cell padding-after="3pt" xsl:use-attribute-sets="rule-furniture">
            <fo:block>
              <!-- The head has two lines; the whole title stands on the first page. -->
              <xsl:call-template name="cut"><xsl:with-param name="text" select="string($report/r:document/r:running-title)"/><xsl:with-param name="chars" select="110"/></xsl:call-template>
              <xsl:variable name="mark"><xsl:choose>
                <xsl:when test="$draft = 'yes'"><xsl:call-template name="word"><xsl:with-param name="id" select="'draft-mark'"/></xsl:call-template></xsl:when>
                <xsl:otherwise><xsl:call-template name="head-mark"/></xsl:otherwise>
              </xsl:choose></xsl:variable>
              <xsl:if test="$mark != ''">
                <xsl:text>&#xA0;&#xA0;·&#xA0;&#xA0;</xsl:text>
                <fo:inline font-weight="600" color="{$ink}"><xsl:value-of select="$mark"/></fo:inline>
              </xsl:if>
            </fo:block>
          </fo:table-cell>
          <fo:table-cell padding-after="3pt" xsl:use-attribute-sets="rule-furniture">
            <fo:block text-align="end"><fo:retrieve-marker retrieve-class-name="continued" retrieve-position="first-including-carryover" retrieve-boundary="page"/><fo:retrieve-marker retrieve-class-name="section" retrieve-position="first-starting-within-page" retrieve-boundary="page-sequence"/></fo:block>
          </fo:table-cell>
        </fo:table-row>
      </fo:table-body>
    </fo:table>
  </xsl:template>

  <xsl:template name="slot:foot">
    <xsl:param name="measure"/>
    <fo:table table-layout="fixed" width="{$measure}mm" xsl:use-attribute-sets="type-note">
      <fo:table-column column-width="{$measure * 0.3}mm"/>
      <fo:table-column column-width="{$measure * 0.5}mm"/>
      <fo:table-column column-width="{$measure * 0.2}mm"/>
      <fo:table-body>
        <fo:table-row>
          <fo:table-cell padding-before="3pt" xsl:use-attribute-sets="rule-furniture-before">
            <fo:block font-weight="600"><xsl:call-template name="classification-foot"/></fo:block>
          </fo:table-cell>
          <fo:table-cell padding-before="3pt" xsl:use-attribute-sets="rule-furniture-before">
            <fo:block><xsl:value-of select="$report/r:document/r:foot"/></fo:block>
          </fo:table-cell>
          <fo:table-cell padding-before="3pt" xsl:use-attribute-sets="rule-furniture-before">
            <fo:block text-align="end">
              <fo:page-number/>
              <xsl:text> </xsl:text>
              <xsl:call-template name="word"><xsl:with-param name="id" select="'of'"/></xsl:call-template>
              <xsl:text> </xsl:text>
              <fo:page-number-citation ref-id="report-end"/>
            </fo:block>
          </fo:table-cell>
        </fo:table-row>
      </fo:table-body>
    </fo:table>
  </xsl:template>

  <xsl:attribute-set name="rule-furniture">
    <xsl:attribute name="border-after-style">solid</xsl:attribute>
    <xsl:attribute name="border-after-width">0.4pt</xsl:attribute>
    <xsl:attribute name="border-after-color"><xsl:value-of select="$hairline"/></xsl:attribute>
  </xsl:attribute-set>
  <xsl:attribute-set name="rule-furniture-before">
    <xsl:attribute name="border-before-style">solid</xsl:attribute>
    <xsl:attribute name="border-before-width">0.4pt</xsl:attribute>
    <xsl:attribute name="border-before-color"><xsl:value-of select="$hairline"/></xsl:attribute>
  </xsl:attribute-set>

  <!-- The theme's words for the assessment's classification, else the language's, else the value as it stands. -->
  <xsl:template name="classification">
    <xsl:param name="where"/>
    <xsl:variable name="code" select="$report/r:document/@classification"/>
    <xsl:variable name="own" select="$theme/*[local-name() = 'classification'][@code = $code]"/>
    <xsl:variable name="word"><xsl:for-each select="$messages"><xsl:value-of select="key('message', concat('classification-', $code, $where))"/></xsl:for-each></xsl:variable>
    <xsl:choose>
      <xsl:when test="$own and $where = ''"><xsl:value-of select="$own/@foot"/></xsl:when>
      <xsl:when test="$own"><xsl:value-of select="$own/@cover"/></xsl:when>
      <xsl:when test="$word != ''"><xsl:value-of select="$word"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="$code"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template name="classification-foot">
    <xsl:call-template name="classification"><xsl:with-param name="where" select="''"/></xsl:call-template>
  </xsl:template>
  <xsl:template name="classification-cover">
    <xsl:call-template name="classification"><xsl:with-param name="where" select="'-cover'"/></xsl:call-template>
  </xsl:template>

  <!-- What the running head says from here on. -->
  <xsl:template name="running">
    <xsl:param name="text"/>
    <fo:marker marker-class-name="section"><fo:inline font-style="normal" font-weight="400" xsl:use-attribute-sets="type-note"><xsl:value-of select="$text"/></fo:inline></fo:marker>
  </xsl:template>

  <!--
    The head of a page that begins within a card names the task. A card's rows carry its id, its heading carries an
    empty marker: what the page begins with is the first of the class, and only rows can be carried over.
  -->
  <xsl:template name="continued">
    <xsl:param name="id"/>
    <fo:marker marker-class-name="continued">
      <xsl:if test="$id"><fo:inline font-style="normal" font-weight="600" xsl:use-attribute-sets="type-note"><xsl:value-of select="$id"/>, <xsl:call-template name="word"><xsl:with-param name="id" select="'continued'"/></xsl:call-template><xsl:text>&#xA0;&#xA0; ·&#xA0;&#xA0; </xsl:text></fo:inline></xsl:if>
    </fo:marker>
  </xsl:template>

  <!-- A part of the report: new page, running head, title, anchor. -->
  <xsl:template name="part-title">
    <xsl:param name="id"/>
    <xsl:param name="word" select="$id"/>
    <xsl:param name="break" select="'page'"/>
    <xsl:variable name="text"><xsl:call-template name="word"><xsl:with-param name="id" select="$word"/></xsl:call-template></xsl:variable>
    <fo:block id="{$id}" role="H1" break-before="{$break}" space-after="9pt" xsl:use-attribute-sets="type-page-title">
      <xsl:if test="$break = 'auto'"><xsl:attribute name="space-before">39pt</xsl:attribute><xsl:attribute name="space-before.conditionality">discard</xsl:attribute></xsl:if>
      <xsl:call-template name="running"><xsl:with-param name="text" select="$text"/></xsl:call-template>
      <xsl:value-of select="$text"/>
    </fo:block>
  </xsl:template>

  <!-- A heading inside a part. -->
  <xsl:template name="section-title">
    <xsl:param name="word"/>
    <xsl:param name="text"/>
    <xsl:param name="id"/>
    <fo:block role="H2" space-before="15pt" space-before.conditionality="discard" space-after="5pt" xsl:use-attribute-sets="type-section">
      <xsl:if test="$id"><xsl:attribute name="id"><xsl:value-of select="$id"/></xsl:attribute></xsl:if>
      <xsl:choose>
        <xsl:when test="$word"><xsl:call-template name="word"><xsl:with-param name="id" select="$word"/></xsl:call-template></xsl:when>
        <xsl:otherwise><xsl:value-of select="$text"/></xsl:otherwise>
      </xsl:choose>
    </fo:block>
  </xsl:template>

  <!-- Room for a signature that a program makes; on paper it is the room for the hand. -->
  <xsl:template name="signature-field">
    <xsl:param name="name"/>
    <xsl:param name="of"/>
    <xsl:param name="width"/>
    <xsl:param name="height"/>
    <fo:block line-height="0pt" font-size="1pt">
      <axf:form>
        <axf:form-field field-type="signature" field-name="{$name}" width="{$width}" height="{$height}">
          <xsl:attribute name="field-description"><xsl:call-template name="word"><xsl:with-param name="id" select="'signature'"/></xsl:call-template><xsl:text>: </xsl:text><xsl:value-of select="$of"/></xsl:attribute>
        </axf:form-field>
      </axf:form>
    </fo:block>
  </xsl:template>
</xsl:stylesheet>
