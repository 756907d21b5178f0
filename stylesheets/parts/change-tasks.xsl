<?xml version="1.0" encoding="UTF-8"?>
<!--
  change-tasks.xsl: practice by practice, the older version at the left, the newer at the right, and the answer beneath. The names of
  the two stand at the head of each page, the legend at its foot.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:fo="http://www.w3.org/1999/XSL/Format"
                xmlns:fox="http://xmlgraphics.apache.org/fop/extensions" xmlns:r="urn:assay:report:1" xmlns:a="urn:assay:xslt"
                xmlns:slot="urn:assay:slot:1" exclude-result-prefixes="r slot">

  <xsl:template name="slot:change-tasks">
    <fo:page-sequence master-reference="beside" force-page-count="no-force">
      <fo:static-content flow-name="head-beside">
        <xsl:call-template name="draft-mark"><xsl:with-param name="width" select="$short-side"/><xsl:with-param name="height" select="$long-side"/><xsl:with-param name="draft" select="$versions/@draft"/></xsl:call-template>
        <xsl:call-template name="slot:head"><xsl:with-param name="measure" select="160"/><xsl:with-param name="draft" select="$versions/@draft"/></xsl:call-template>
        <fo:table table-layout="fixed" width="160mm" space-before="13pt" xsl:use-attribute-sets="type-table">
          <fo:table-column column-width="17mm"/><fo:table-column column-width="69mm"/><fo:table-column column-width="74mm"/>
          <fo:table-body><fo:table-row>
            <fo:table-cell><fo:block/></fo:table-cell>
            <xsl:for-each select="$versions/r:side">
              <fo:table-cell><xsl:if test="position() = 2"><xsl:attribute name="padding-start">4mm</xsl:attribute></xsl:if>
                <fo:block><fo:inline font-weight="600" font-size="{9.5 * $em}pt"><xsl:value-of select="@name"/></fo:inline><fo:inline color="{$secondary}"><xsl:text>&#xA0;&#xA0; </xsl:text><xsl:value-of select="@date-words"/>, <xsl:value-of select="@status-word"/></fo:inline></fo:block>
              </fo:table-cell>
            </xsl:for-each>
          </fo:table-row></fo:table-body>
        </fo:table>
      </fo:static-content>
      <fo:static-content flow-name="foot-beside">
        <fo:block space-after="5pt">
          <xsl:call-template name="change-legend">
            <xsl:with-param name="framework" select="true()"/>
            <xsl:with-param name="letters" select="$versions/r:class[@total &gt; 0 and @letter != '-']"/>
            <xsl:with-param name="words" select="true()"/>
          </xsl:call-template>
        </fo:block>
        <xsl:call-template name="slot:foot"><xsl:with-param name="measure" select="160"/></xsl:call-template>
      </fo:static-content>
      <fo:flow flow-name="body">
        <fo:block id="change-tasks" role="H1" space-after="5pt" xsl:use-attribute-sets="type-page-title">
          <xsl:call-template name="running"><xsl:with-param name="text"><xsl:call-template name="word"><xsl:with-param name="id" select="'change-tasks'"/></xsl:call-template></xsl:with-param></xsl:call-template>
          <xsl:call-template name="word"><xsl:with-param name="id" select="'change-tasks'"/></xsl:call-template>
        </fo:block>
        <xsl:call-template name="version-banner"/>
        <xsl:for-each select="$versions/r:note[1]"><fo:block space-after="5pt" end-indent="24mm" xsl:use-attribute-sets="type-note"><xsl:value-of select="."/></fo:block></xsl:for-each>
        <xsl:apply-templates select="$versions/r:version-practice"/>
        <xsl:if test="$versions/r:gone">
          <xsl:call-template name="section-title"><xsl:with-param name="word" select="'gone'"/></xsl:call-template>
          <xsl:for-each select="$versions/r:gone"><fo:block xsl:use-attribute-sets="type-prose"><fo:inline font-weight="600" xsl:use-attribute-sets="type-table"><xsl:value-of select="@id"/></fo:inline><xsl:text>&#xA0; </xsl:text><xsl:value-of select="@label"/></fo:block></xsl:for-each>
        </xsl:if>
      </fo:flow>
    </fo:page-sequence>
  </xsl:template>

  <!-- id | title; a new practice says so. -->
  <xsl:template match="r:version-practice">
    <fo:block space-before="15pt" space-before.conditionality="discard" keep-with-next.within-page="always" keep-together.within-page="always">
      <fo:table id="change-{@id}" table-layout="fixed" width="160mm" role="Div">
        <fo:table-column column-width="17mm"/><fo:table-column column-width="113mm"/><fo:table-column column-width="30mm"/>
        <fo:table-body><fo:table-row>
          <fo:table-cell padding-after="3pt" xsl:use-attribute-sets="rule-head"><fo:block xsl:use-attribute-sets="type-task-id" color="{$accent}"><xsl:call-template name="running"><xsl:with-param name="text"><xsl:call-template name="word"><xsl:with-param name="id" select="'change-tasks'"/></xsl:call-template><xsl:text>&#xA0;&#xA0;·&#xA0;&#xA0;</xsl:text><xsl:value-of select="@id"/></xsl:with-param></xsl:call-template><xsl:value-of select="@id"/></fo:block></fo:table-cell>
          <fo:table-cell padding-after="3pt" xsl:use-attribute-sets="rule-head"><fo:block role="H2" xsl:use-attribute-sets="type-task-label"><xsl:value-of select="@title"/></fo:block></fo:table-cell>
          <fo:table-cell padding-after="3pt" display-align="after" xsl:use-attribute-sets="rule-head"><fo:block text-align="end" xsl:use-attribute-sets="type-note"><xsl:if test="@new = 'yes'"><fo:inline font-weight="600" color="{$ink}"><xsl:call-template name="word"><xsl:with-param name="id" select="'new-practice'"/></xsl:call-template></fo:inline></xsl:if></fo:block></fo:table-cell>
        </fo:table-row></fo:table-body>
      </fo:table>
      <xsl:if test="@new = 'no' and r:fact">
        <fo:block start-indent="17mm" space-before="3pt" xsl:use-attribute-sets="type-note"><xsl:call-template name="word"><xsl:with-param name="id" select="'practice-statement'"/></xsl:call-template><xsl:text> </xsl:text><xsl:apply-templates select="r:fact" mode="fact"/></fo:block>
      </xsl:if>
    </fo:block>
    <xsl:apply-templates select="r:version-task" mode="slot:change-task"/>
  </xsl:template>

  <!-- Letter in the gutter | id | older | newer; beneath, the answer. -->
  <xsl:template match="r:version-task" mode="slot:change-task">
    <fo:block id="change-{@id}" space-before="5pt" space-after="9pt" keep-together.within-page="always">
      <xsl:if test="@letter != '-'"><xsl:call-template name="bar-begin"><xsl:with-param name="kind" select="'framework'"/></xsl:call-template></xsl:if>
      <fo:table table-layout="fixed" start-indent="-20mm" width="180mm" role="Div">
        <fo:table-column column-width="20mm"/><fo:table-column column-width="17mm"/><fo:table-column column-width="69mm"/><fo:table-column column-width="74mm"/>
        <fo:table-body start-indent="0mm">
          <fo:table-row>
            <fo:table-cell padding-end="6.2mm" padding-before="1pt"><fo:block text-align="end" xsl:use-attribute-sets="type-gutter">
              <xsl:if test="@letter != '-'">
                <fo:block line-height="{13 * $em}pt"><xsl:call-template name="class-letter"><xsl:with-param name="letter" select="@letter"/><xsl:with-param name="word" select="@letter"/><xsl:with-param name="text" select="7.5"/></xsl:call-template></fo:block>
                <fo:block><xsl:value-of select="@word"/></fo:block>
              </xsl:if>
            </fo:block></fo:table-cell>
            <fo:table-cell padding-before="1pt"><fo:block xsl:use-attribute-sets="type-table" font-size="{9.5 * $em}pt" line-height="{13 * $em}pt" font-weight="600"><xsl:value-of select="@id"/></fo:block></fo:table-cell>
            <fo:table-cell padding-before="1pt" padding-end="4mm"><fo:block xsl:use-attribute-sets="type-prose"><xsl:call-template name="change-older"/></fo:block></fo:table-cell>
            <fo:table-cell padding-before="1pt" padding-start="4mm" border-start-style="solid" border-start-width="0.4pt" border-start-color="{$hairline}">
              <fo:block xsl:use-attribute-sets="type-prose"><xsl:call-template name="change-newer"/></fo:block>
              <xsl:if test="r:fact and @was != ''"><fo:block space-before="3pt" xsl:use-attribute-sets="type-table"><xsl:apply-templates select="r:fact" mode="fact"/></fo:block></xsl:if>
            </fo:table-cell>
          </fo:table-row>
        </fo:table-body>
      </fo:table>
      <xsl:call-template name="change-answer"/>
      <xsl:if test="@letter != '-'"><fo:change-bar-end change-bar-class="framework"/></xsl:if>
    </fo:block>
  </xsl:template>

  <xsl:template name="change-older">
    <xsl:choose>
      <xsl:when test="@was = ''"><fo:inline color="{$secondary}"><xsl:call-template name="word"><xsl:with-param name="id" select="'no-counterpart'"/></xsl:call-template></fo:inline></xsl:when>
      <xsl:otherwise>
        <xsl:if test="@was != @id"><fo:inline font-weight="600"><xsl:value-of select="@was"/></fo:inline><xsl:text>&#xA0; </xsl:text></xsl:if>
        <xsl:call-template name="marked-side"><xsl:with-param name="marked" select="r:marked"/><xsl:with-param name="without" select="'inserted'"/></xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="change-newer">
    <xsl:choose>
      <xsl:when test="r:marked/@differs = 'yes'"><xsl:call-template name="marked-side"><xsl:with-param name="marked" select="r:marked"/><xsl:with-param name="without" select="'deleted'"/></xsl:call-template></xsl:when>
      <xsl:otherwise><fo:inline color="{$secondary}"><xsl:call-template name="word"><xsl:with-param name="id" select="concat('same-', r:marked/@of)"/></xsl:call-template></fo:inline></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Status and advice; where an answer is owed, a frame with hints. -->
  <xsl:template name="change-answer">
    <fo:block start-indent="17mm" space-before="5pt" keep-with-previous.within-page="always" xsl:use-attribute-sets="type-table">
      <fo:inline font-weight="600" color="{$secondary}" font-size="{8 * $em}pt"><xsl:call-template name="word"><xsl:with-param name="id" select="'your-answer'"/></xsl:call-template></fo:inline>
      <xsl:text>&#xA0;&#xA0; </xsl:text>
      <xsl:call-template name="status-word"><xsl:with-param name="status" select="@status"/><xsl:with-param name="word" select="@status-word"/></xsl:call-template>
      <xsl:text>&#xA0;&#xA0; </xsl:text>
      <fo:inline><xsl:if test="@class = 'new' or @class = 're-assess'"><xsl:attribute name="font-weight">600</xsl:attribute></xsl:if><xsl:value-of select="@advice"/></fo:inline>
    </fo:block>
    <xsl:if test="r:hint and (@basis = 'none' or @basis = 'again' or @status = 'U')">
      <fo:block start-indent="17mm + 8.7pt" end-indent="8.7pt" space-before="3pt" padding="5pt 8pt" border="0.7pt dashed {$secondary}" keep-with-previous.within-page="always" xsl:use-attribute-sets="type-note">
        <fo:inline font-weight="600"><xsl:call-template name="word"><xsl:with-param name="id" select="'to-be-written'"/></xsl:call-template></fo:inline>
        <xsl:text> </xsl:text>
        <xsl:value-of select="r:hint"/>
        <xsl:if test="r:typical">
          <xsl:text> </xsl:text>
          <fo:inline font-weight="600"><xsl:call-template name="word"><xsl:with-param name="id" select="'typical-evidence'"/></xsl:call-template></fo:inline>
          <xsl:text> </xsl:text>
          <xsl:value-of select="r:typical"/>
          <xsl:text>.</xsl:text>
        </xsl:if>
      </fo:block>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
