<?xml version="1.0" encoding="UTF-8"?>
<!-- letter.xsl: the letter itself: from whom to whom, what is stated, what stands against it, the place to sign. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:fo="http://www.w3.org/1999/XSL/Format"
                xmlns:fox="http://xmlgraphics.apache.org/fop/extensions" xmlns:r="urn:assay:report:1" xmlns:a="urn:assay:xslt"
                xmlns:slot="urn:assay:slot:1" exclude-result-prefixes="r slot">

  <!-- How many blockers the box names; all stand in the tables behind. -->
  <xsl:variable name="letter-blockers" select="10"/>

  <xsl:attribute-set name="type-letter" use-attribute-sets="type-prose">
    <xsl:attribute name="font-size"><xsl:value-of select="10.25 * $em"/>pt</xsl:attribute>
    <xsl:attribute name="line-height"><xsl:value-of select="13.5 * $em"/>pt</xsl:attribute>
  </xsl:attribute-set>

  <xsl:template name="letter-text">
    <xsl:param name="name"/>
    <xsl:value-of select="$attestation/r:letter-text[@name = $name]"/>
  </xsl:template>

  <!-- The producer at the left, how to reach it at the right; beneath, the recipient and the reference. -->
  <xsl:template name="slot:letterhead">
    <fo:table table-layout="fixed" width="160mm" role="Div" xsl:use-attribute-sets="type-table">
      <fo:table-column column-width="80mm"/><fo:table-column column-width="80mm"/>
      <fo:table-body>
        <fo:table-row>
          <fo:table-cell><fo:block id="letter" font-size="{12 * $em}pt" line-height="{15 * $em}pt" font-weight="600"><xsl:call-template name="slot:brand"/></fo:block></fo:table-cell>
          <fo:table-cell>
            <fo:block text-align="end" color="{$secondary}"><xsl:value-of select="r:producer/r:address"/></fo:block>
            <fo:block text-align="end" color="{$secondary}"><xsl:value-of select="r:producer/r:contact/@email"/></fo:block>
          </fo:table-cell>
        </fo:table-row>
      </fo:table-body>
    </fo:table>
    <xsl:variable name="title"><xsl:choose><xsl:when test="$ready">21</xsl:when><xsl:otherwise>18.5</xsl:otherwise></xsl:choose></xsl:variable>
    <xsl:variable name="drop"><xsl:choose><xsl:when test="$ready and not($us)">24pt</xsl:when><xsl:otherwise>13pt</xsl:otherwise></xsl:choose></xsl:variable>
    <fo:table table-layout="fixed" width="160mm" space-before="{$drop}" role="Div" xsl:use-attribute-sets="type-table">
      <fo:table-column column-width="100mm"/><fo:table-column column-width="60mm"/>
      <fo:table-body>
        <fo:table-row>
          <fo:table-cell><fo:block><xsl:for-each select="r:attestation/r:addressee/r:line"><fo:block><xsl:value-of select="."/></fo:block></xsl:for-each></fo:block></fo:table-cell>
          <fo:table-cell>
            <fo:block text-align="end"><xsl:value-of select="r:document/r:as-of-line"/></fo:block>
            <fo:block text-align="end"><xsl:call-template name="word"><xsl:with-param name="id" select="'letter-reference'"/></xsl:call-template><xsl:text>&#xA0;</xsl:text><xsl:value-of select="r:document/@id"/></fo:block>
          </fo:table-cell>
        </fo:table-row>
      </fo:table-body>
    </fo:table>
    <fo:block role="H1" space-before="{$drop}" space-after="9pt" xsl:use-attribute-sets="type-page-title" font-size="{$title * $em}pt"><xsl:call-template name="letter-text"><xsl:with-param name="name" select="'title'"/></xsl:call-template></fo:block>
  </xsl:template>

  <!-- What stands against a signature, before anything that could be taken for one. -->
  <xsl:template name="slot:letter-blockers">
    <xsl:variable name="all" select="r:attestation/r:blocker"/>
    <xsl:variable name="shown" select="$all[position() &lt;= $letter-blockers]"/>
    <xsl:variable name="half" select="ceiling(count($shown) div 2)"/>
    <fo:block border="1.2pt solid {$c-notmet}" padding="7pt 9pt" start-indent="10.2pt" end-indent="10.2pt" space-after="13pt">
      <fo:block role="H2" color="{$c-notmet}" space-after="5pt" xsl:use-attribute-sets="type-section"><xsl:value-of select="r:attestation/@headline"/></fo:block>
      <fo:table table-layout="fixed" width="152mm" start-indent="10.2pt" role="Div" xsl:use-attribute-sets="type-table">
        <fo:table-column column-width="74mm"/><fo:table-column column-width="4mm"/><fo:table-column column-width="74mm"/>
        <fo:table-body start-indent="0pt" end-indent="0pt">
          <fo:table-row>
            <fo:table-cell><fo:block><xsl:apply-templates select="$shown[position() &lt;= $half]"/></fo:block></fo:table-cell>
            <fo:table-cell><fo:block/></fo:table-cell>
            <fo:table-cell><fo:block><xsl:apply-templates select="$shown[position() &gt; $half]"/></fo:block></fo:table-cell>
          </fo:table-row>
        </fo:table-body>
      </fo:table>
      <xsl:if test="count($all) &gt; count($shown)">
        <fo:block space-before="3pt" font-weight="600" xsl:use-attribute-sets="type-table">
          <xsl:value-of select="count($all) - count($shown)"/><xsl:text>&#xA0;</xsl:text>
          <xsl:call-template name="word"><xsl:with-param name="id" select="'letter-more-blockers'"/></xsl:call-template>
        </fo:block>
      </xsl:if>
      <fo:block space-before="3pt" xsl:use-attribute-sets="type-note"><xsl:call-template name="word"><xsl:with-param name="id" select="'letter-lines'"/></xsl:call-template><xsl:text> </xsl:text><xsl:value-of select="r:colophon/@source-file"/>.</fo:block>
    </fo:block>
  </xsl:template>

  <!-- One thing to mend: the task, why, and at which line of which file. -->
  <xsl:template match="r:blocker">
    <fo:block space-after="3pt" keep-together.within-page="always" start-indent="14pt" text-indent="-14pt">
      <xsl:if test="@task">
        <fo:inline font-weight="600" keep-together.within-line="always">
          <xsl:call-template name="glyph"><xsl:with-param name="status" select="@status"/><xsl:with-param name="word" select="@word"/></xsl:call-template>
          <xsl:text>&#xA0;&#x2009;</xsl:text>
          <xsl:value-of select="@task"/>
        </fo:inline>
        <xsl:text> </xsl:text>
      </xsl:if>
      <xsl:if test="not(@task)"><fo:inline font-weight="600">–&#xA0;&#xA0;</fo:inline></xsl:if>
      <xsl:call-template name="causes"/>
    </fo:block>
  </xsl:template>

  <xsl:template name="causes">
    <xsl:for-each select="r:cause">
      <xsl:if test="position() &gt; 1"><xsl:text>; </xsl:text></xsl:if>
      <xsl:value-of select="."/>
      <xsl:if test="@place != ''">
        <xsl:text> </xsl:text>
        <fo:inline color="{$secondary}" font-size="{7.4 * $em}pt"><xsl:value-of select="@place"/></fo:inline>
      </xsl:if>
    </xsl:for-each>
  </xsl:template>

  <!-- What the letter is about, which instrument it answers, and that nobody says it must. -->
  <xsl:template name="slot:letter-identity">
    <xsl:variable name="texts" select="r:attestation/r:letter-text"/>
    <fo:list-block provisional-distance-between-starts="24mm" provisional-label-separation="3mm" space-after="13pt">
      <xsl:call-template name="label-item">
        <xsl:with-param name="word" select="'letter-product'"/>
        <xsl:with-param name="content">
          <fo:block xsl:use-attribute-sets="type-table">
            <xsl:value-of select="r:identity/r:field[@name = 'product']"/>
            <xsl:text>; </xsl:text><xsl:value-of select="r:scope/@kind-word"/>
            <xsl:if test="$texts[@name = 'kind']"><xsl:text>; </xsl:text><xsl:value-of select="$texts[@name = 'kind']"/></xsl:if>
          </fo:block>
        </xsl:with-param>
        <xsl:with-param name="drop" select="'0pt'"/><xsl:with-param name="space" select="'3pt'"/>
      </xsl:call-template>
      <xsl:call-template name="label-item">
        <xsl:with-param name="word" select="'letter-instrument'"/>
        <xsl:with-param name="content">
          <fo:block xsl:use-attribute-sets="type-table">
            <xsl:value-of select="$texts[@name = 'form']"/><xsl:text>. </xsl:text>
            <xsl:value-of select="$texts[@name = 'expires']"/><xsl:text> </xsl:text>
            <xsl:value-of select="$texts[@name = 'ours']"/>
          </fo:block>
        </xsl:with-param>
        <xsl:with-param name="drop" select="'0pt'"/><xsl:with-param name="space" select="'3pt'"/>
      </xsl:call-template>
      <xsl:if test="$texts[@name = 'standing']">
        <xsl:call-template name="label-item">
          <xsl:with-param name="word" select="'letter-standing'"/>
          <xsl:with-param name="content"><fo:block xsl:use-attribute-sets="type-table"><xsl:value-of select="$texts[@name = 'standing']"/></fo:block></xsl:with-param>
          <xsl:with-param name="drop" select="'0pt'"/><xsl:with-param name="space" select="'3pt'"/>
        </xsl:call-template>
      </xsl:if>
      <xsl:call-template name="label-item">
        <xsl:with-param name="word" select="'letter-basis'"/>
        <xsl:with-param name="content"><fo:block xsl:use-attribute-sets="type-table"><xsl:value-of select="$texts[@name = 'basis']"/></fo:block></xsl:with-param>
        <xsl:with-param name="drop" select="'0pt'"/><xsl:with-param name="space" select="'3pt'"/>
      </xsl:call-template>
    </fo:list-block>
    <xsl:if test="$texts[@name = 'draft']">
      <fo:block space-after="9pt" border="0.7pt solid {$ink}" padding="5pt 8pt" start-indent="8.7pt" end-indent="8.7pt" xsl:use-attribute-sets="type-table" font-weight="600"><xsl:value-of select="$texts[@name = 'draft']"/></fo:block>
    </xsl:if>
    <fo:block role="P" space-after="9pt" xsl:use-attribute-sets="type-letter"><xsl:value-of select="$texts[@name = 'opening']"/></fo:block>
  </xsl:template>

  <!-- The statements that have no statement above them; their parts stand in the table behind. -->
  <xsl:template name="slot:letter-statements">
    <xsl:variable name="blocked" select="r:attestation/r:attested[@parent = '' and @carried = 'no']"/>
    <xsl:variable name="support"><xsl:choose><xsl:when test="$blocked">32</xsl:when><xsl:otherwise>22</xsl:otherwise></xsl:choose></xsl:variable>
    <fo:table table-layout="fixed" width="160mm" xsl:use-attribute-sets="type-table">
      <fo:table-column fox:header="true" column-width="8mm"/><fo:table-column column-width="{134 - $support}mm"/><fo:table-column column-width="18mm"/><fo:table-column column-width="{$support}mm"/>
      <fo:table-header>
        <fo:table-row keep-with-next.within-page="always">
          <xsl:call-template name="th"><xsl:with-param name="text" select="''"/></xsl:call-template>
          <xsl:call-template name="th"><xsl:with-param name="word" select="'statement'"/></xsl:call-template>
          <xsl:call-template name="th"><xsl:with-param name="word" select="'tasks-met'"/><xsl:with-param name="align" select="'end'"/><xsl:with-param name="gap" select="'13pt'"/></xsl:call-template>
          <xsl:call-template name="th"><xsl:with-param name="word" select="'support'"/></xsl:call-template>
        </fo:table-row>
      </fo:table-header>
      <fo:table-body>
        <xsl:for-each select="r:attestation/r:attested[@parent = '']">
          <fo:table-row keep-together.within-page="always">
            <xsl:call-template name="last-row"/>
            <fo:table-cell xsl:use-attribute-sets="cell rule-row"><fo:block padding-before="1pt" font-weight="600"><xsl:value-of select="@id"/></fo:block></fo:table-cell>
            <fo:table-cell padding-end="9pt" xsl:use-attribute-sets="cell rule-row"><fo:block xsl:use-attribute-sets="type-letter"><xsl:value-of select="@text"/></fo:block></fo:table-cell>
            <fo:table-cell padding-end="13pt" xsl:use-attribute-sets="cell rule-row"><fo:block padding-before="1pt" text-align="end"><xsl:value-of select="@fraction"/></fo:block></fo:table-cell>
            <fo:table-cell xsl:use-attribute-sets="cell rule-row"><fo:block padding-before="1pt"><xsl:call-template name="carried"/></fo:block></fo:table-cell>
          </fo:table-row>
        </xsl:for-each>
      </fo:table-body>
    </fo:table>
    <fo:block space-before="5pt" keep-with-previous.within-page="always" xsl:use-attribute-sets="type-note"><xsl:call-template name="letter-text"><xsl:with-param name="name" select="'numbers'"/></xsl:call-template></fo:block>
  </xsl:template>

  <!-- Sign and word of a statement; what is blocked names its tasks. -->
  <xsl:template name="carried">
    <xsl:choose>
      <xsl:when test="@carried = 'yes'">
        <xsl:call-template name="evidence-glyph"><xsl:with-param name="state" select="'verified'"/></xsl:call-template>
        <xsl:text>&#xA0;</xsl:text>
        <xsl:call-template name="word"><xsl:with-param name="id" select="'carried'"/></xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="evidence-glyph"><xsl:with-param name="state" select="'differs'"/></xsl:call-template>
        <xsl:text>&#xA0;</xsl:text>
        <fo:inline font-weight="600"><xsl:call-template name="word"><xsl:with-param name="id" select="'blocked'"/></xsl:call-template></fo:inline>
        <xsl:for-each select="r:carrier[@blocked = 'yes']"><xsl:text> </xsl:text><fo:inline keep-together.within-line="always"><xsl:value-of select="@task"/></fo:inline></xsl:for-each>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="slot:letter-close">
    <xsl:if test="r:scope/r:excluded/*">
      <fo:list-block provisional-distance-between-starts="24mm" provisional-label-separation="3mm" space-before="13pt">
        <xsl:call-template name="label-item">
          <xsl:with-param name="word" select="'letter-excluded'"/>
          <xsl:with-param name="content"><xsl:call-template name="prose"><xsl:with-param name="of" select="r:scope/r:excluded"/></xsl:call-template></xsl:with-param>
        </xsl:call-template>
      </fo:list-block>
    </xsl:if>
    <xsl:if test="$ready">
      <!-- A signature never stands on a page without a word of what is signed. -->
      <fo:block role="P" space-before="9pt" keep-together.within-page="always" keep-with-next.within-page="always" xsl:use-attribute-sets="type-letter"><xsl:call-template name="letter-text"><xsl:with-param name="name" select="'promise'"/></xsl:call-template></fo:block>
    </xsl:if>
  </xsl:template>

  <!-- 20 mm to sign in; name and capacity are known, signature and date are left to the hand. Nothing to sign where nothing may be signed. -->
  <xsl:template name="slot:letter-signature">
    <fo:block space-before="15pt" keep-together.within-page="always" start-indent="10.7pt" end-indent="10.7pt" border="0.7pt solid {$ink}" padding="7pt 10pt">
      <xsl:if test="not($ready)">
        <xsl:attribute name="space-before">9pt</xsl:attribute><xsl:attribute name="padding">3pt 10pt</xsl:attribute>
        <!-- Never alone on a page. -->
        <xsl:attribute name="keep-with-previous.within-page">20</xsl:attribute>
      </xsl:if>
      <xsl:choose>
        <xsl:when test="$ready">
          <fo:block xsl:use-attribute-sets="type-label"><xsl:call-template name="word"><xsl:with-param name="id" select="'letter-signature'"/></xsl:call-template></fo:block>
          <fo:table table-layout="fixed" width="152mm" start-indent="10.7pt" role="Div">
            <fo:table-column column-width="76mm"/><fo:table-column column-width="6mm"/><fo:table-column column-width="70mm"/>
            <fo:table-body start-indent="0pt" end-indent="0pt">
              <xsl:call-template name="letter-lines"><xsl:with-param name="height" select="'17mm'"/><xsl:with-param name="left" select="'signature'"/><xsl:with-param name="right" select="'date'"/><xsl:with-param name="field" select="'signature-1'"/></xsl:call-template>
              <xsl:call-template name="letter-lines">
                <xsl:with-param name="height" select="'8mm'"/><xsl:with-param name="left" select="'letter-name'"/><xsl:with-param name="right" select="'letter-capacity'"/>
                <xsl:with-param name="left-text"><xsl:value-of select="r:attestation/r:signer/@name"/><xsl:if test="r:attestation/r:signer/@title != ''">, <xsl:value-of select="r:attestation/r:signer/@title"/></xsl:if></xsl:with-param>
                <xsl:with-param name="right-text" select="r:attestation/r:signer/@capacity"/>
              </xsl:call-template>
            </fo:table-body>
          </fo:table>
        </xsl:when>
        <xsl:otherwise>
          <fo:block xsl:use-attribute-sets="type-section" keep-with-next.within-page="auto"><xsl:call-template name="word"><xsl:with-param name="id" select="'letter-no-place'"/></xsl:call-template></fo:block>
        </xsl:otherwise>
      </xsl:choose>
    </fo:block>
  </xsl:template>

  <xsl:template name="letter-lines">
    <xsl:param name="height"/>
    <xsl:param name="left"/>
    <xsl:param name="right"/>
    <xsl:param name="left-text"/>
    <xsl:param name="right-text"/>
    <xsl:param name="field"/>
    <fo:table-row height="{$height}">
      <fo:table-cell display-align="after" padding-after="2pt" xsl:use-attribute-sets="rule-head">
        <xsl:choose>
          <xsl:when test="$field != ''">
            <xsl:call-template name="signature-field">
              <xsl:with-param name="name" select="$field"/><xsl:with-param name="of" select="r:attestation/r:signer/@name"/>
              <xsl:with-param name="width" select="'76mm'"/><xsl:with-param name="height" select="'16mm'"/>
            </xsl:call-template>
          </xsl:when>
          <xsl:otherwise><fo:block xsl:use-attribute-sets="type-letter"><xsl:value-of select="$left-text"/></fo:block></xsl:otherwise>
        </xsl:choose>
      </fo:table-cell>
      <fo:table-cell><fo:block/></fo:table-cell>
      <fo:table-cell display-align="after" padding-after="2pt" xsl:use-attribute-sets="rule-head"><fo:block xsl:use-attribute-sets="type-letter"><xsl:value-of select="$right-text"/></fo:block></fo:table-cell>
    </fo:table-row>
    <fo:table-row>
      <fo:table-cell><fo:block padding-before="2pt" xsl:use-attribute-sets="type-note"><xsl:call-template name="word"><xsl:with-param name="id" select="$left"/></xsl:call-template></fo:block></fo:table-cell>
      <fo:table-cell><fo:block/></fo:table-cell>
      <fo:table-cell><fo:block padding-before="2pt" xsl:use-attribute-sets="type-note"><xsl:call-template name="word"><xsl:with-param name="id" select="$right"/></xsl:call-template></fo:block></fo:table-cell>
    </fo:table-row>
  </xsl:template>
</xsl:stylesheet>
