<?xml version="1.0" encoding="UTF-8"?>
<!-- card.xsl: the task card: id, label and status above; then label and content, row by row. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:fo="http://www.w3.org/1999/XSL/Format"
                xmlns:fox="http://xmlgraphics.apache.org/fop/extensions" xmlns:r="urn:assay:report:1" xmlns:a="urn:assay:xslt"
                xmlns:slot="urn:assay:slot:1" exclude-result-prefixes="r slot">

  <!-- A guess of the card's height in lines. Under a third of a page it is kept whole; above, it breaks between rows. -->
  <xsl:template match="r:task" mode="card-keep">
    <xsl:variable name="chars" select="string-length(r:statement) + string-length(r:reason) + string-length(r:gap) + string-length(r:official)"/>
    <xsl:variable name="blocks" select="count(r:statement/*) + count(r:evidence-list/r:evidence-item) + count(r:gap/*) + count(r:test) + count(r:history) + count(r:missing) + count(r:gate-mark)"/>
    <!-- The first of a practice brings the practice's heading along. -->
    <xsl:variable name="most"><xsl:choose><xsl:when test="preceding-sibling::r:task">18</xsl:when><xsl:otherwise>13</xsl:otherwise></xsl:choose></xsl:variable>
    <xsl:choose>
      <xsl:when test="$chars div 80 + 1.4 * $blocks + 9 &lt; $most">always</xsl:when>
      <xsl:otherwise>auto</xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="r:task" mode="slot:task-card">
    <xsl:variable name="keep"><xsl:apply-templates select="." mode="card-keep"/></xsl:variable>
    <fo:block id="{@anchor}" space-after="15pt" keep-together.within-page="{$keep}">
      <xsl:copy-of select="@a:at"/>
      <xsl:call-template name="bars-begin"><xsl:with-param name="marks" select="r:change-bar[@of = 'task']"/></xsl:call-template>
      <xsl:call-template name="card-body"/>
      <xsl:call-template name="bars-end"><xsl:with-param name="marks" select="r:change-bar[@of = 'task']"/></xsl:call-template>
    </fo:block>
  </xsl:template>

  <xsl:template name="card-body">
    <xsl:variable name="heading" select="r:change-bar[@of = 'heading']"/>
    <xsl:call-template name="bars-begin"><xsl:with-param name="marks" select="$heading"/></xsl:call-template>
    <xsl:call-template name="card-heading"/>
    <xsl:if test="r:fact">
      <fo:list-block provisional-distance-between-starts="24mm" provisional-label-separation="3mm" keep-with-next.within-page="always">
        <xsl:call-template name="card-facts"/>
      </fo:list-block>
    </xsl:if>
    <xsl:call-template name="bars-end"><xsl:with-param name="marks" select="$heading"/></xsl:call-template>
    <fo:list-block provisional-distance-between-starts="24mm" provisional-label-separation="3mm">
      <xsl:call-template name="continued"><xsl:with-param name="id" select="@id"/></xsl:call-template>
      <xsl:call-template name="card-rows"/>
    </fo:list-block>
  </xsl:template>

  <!-- Note in the gutter | id | label and summary | status and assurance. -->
  <xsl:template name="card-heading">
    <fo:table table-layout="fixed" start-indent="-20mm" width="180mm" role="Div" keep-with-next.within-page="always" keep-together.within-page="always">
      <fo:table-column column-width="20mm"/><fo:table-column column-width="24mm"/><fo:table-column column-width="100mm"/><fo:table-column column-width="36mm"/>
      <fo:table-body start-indent="0mm">
        <fo:table-row>
          <fo:table-cell padding-end="6.2mm" padding-before="5pt"><fo:block text-align="end" xsl:use-attribute-sets="type-gutter"><xsl:apply-templates select="r:change-bar[@of = 'task' or @of = 'heading']"/></fo:block></fo:table-cell>
          <fo:table-cell padding-before="5pt" xsl:use-attribute-sets="rule-card">
            <fo:block xsl:use-attribute-sets="type-task-id"><xsl:call-template name="continued"/><xsl:value-of select="@id"/></fo:block>
          </fo:table-cell>
          <fo:table-cell padding-before="5pt" padding-end="4mm" xsl:use-attribute-sets="rule-card">
            <fo:block role="H3" xsl:use-attribute-sets="type-task-label"><xsl:value-of select="r:label"/></fo:block>
            <fo:block space-before="1pt" xsl:use-attribute-sets="type-editorial">
              <xsl:call-template name="word"><xsl:with-param name="id" select="'editorial-summary'"/></xsl:call-template>
              <xsl:text> </xsl:text>
              <xsl:choose>
                <xsl:when test="r:marked[@of = 'own']"><xsl:call-template name="marked-both"><xsl:with-param name="marked" select="r:marked"/></xsl:call-template></xsl:when>
                <xsl:otherwise><xsl:value-of select="r:summary-text"/></xsl:otherwise>
              </xsl:choose>
            </fo:block>
          </fo:table-cell>
          <fo:table-cell padding-before="5pt" xsl:use-attribute-sets="rule-card">
            <fo:block text-align="end" xsl:use-attribute-sets="type-table" font-size="{9 * $em}pt" line-height="{15 * $em}pt" font-weight="600">
              <xsl:call-template name="glyph"><xsl:with-param name="status" select="@status"/><xsl:with-param name="size" select="13"/><xsl:with-param name="text" select="9"/></xsl:call-template>
              <xsl:text>&#xA0;&#x2009;</xsl:text>
              <xsl:value-of select="@word"/>
            </fo:block>
            <xsl:if test="@assurance-words != ''"><fo:block text-align="end" xsl:use-attribute-sets="type-note" hyphenate="false"><xsl:value-of select="@assurance-words"/></fo:block></xsl:if>
            <xsl:if test="@confirm = 'yes'"><fo:block text-align="end" font-weight="600" color="{$c-notmet}" xsl:use-attribute-sets="type-note"><xsl:call-template name="word"><xsl:with-param name="id" select="'to-confirm'"/></xsl:call-template></fo:block></xsl:if>
            <xsl:if test="@confirm = 'look'"><fo:block text-align="end" xsl:use-attribute-sets="type-note"><xsl:call-template name="word"><xsl:with-param name="id" select="'to-look-at'"/></xsl:call-template></fo:block></xsl:if>
          </fo:table-cell>
        </fo:table-row>
      </fo:table-body>
    </fo:table>
  </xsl:template>

  <xsl:attribute-set name="rule-card">
    <xsl:attribute name="border-before-style">solid</xsl:attribute>
    <xsl:attribute name="border-before-width">0.9pt</xsl:attribute>
    <xsl:attribute name="border-before-color"><xsl:value-of select="$ink"/></xsl:attribute>
  </xsl:attribute-set>

  <!-- Letter in a box, glyphs of before and now, a word. -->
  <xsl:template match="r:change-bar">
    <fo:block>
      <xsl:if test="position() &gt; 1"><xsl:attribute name="space-before">5pt</xsl:attribute></xsl:if>
      <xsl:if test="@letter != ''">
        <fo:block line-height="{14 * $em}pt"><xsl:call-template name="class-letter"><xsl:with-param name="letter" select="@letter"/><xsl:with-param name="word" select="@letter"/><xsl:with-param name="text" select="7.5"/></xsl:call-template></fo:block>
      </xsl:if>
      <xsl:if test="@kind = 'answer' and @of = 'task' and ../r:was">
        <fo:block line-height="{11 * $em}pt">
          <xsl:call-template name="glyph"><xsl:with-param name="status" select="../r:was/@status"/><xsl:with-param name="size" select="9.5"/><xsl:with-param name="text" select="7.5"/></xsl:call-template>
          <xsl:text>&#x2009;→&#x2009;</xsl:text>
          <xsl:call-template name="glyph"><xsl:with-param name="status" select="../@status"/><xsl:with-param name="size" select="9.5"/><xsl:with-param name="text" select="7.5"/></xsl:call-template>
        </fo:block>
      </xsl:if>
      <fo:block><xsl:value-of select="@words"/></fo:block>
    </fo:block>
  </xsl:template>

  <!-- What a version did to the task besides its words. -->
  <xsl:template name="card-facts">
    <xsl:call-template name="label-item">
      <xsl:with-param name="text" select="$versions/@short"/>
      <xsl:with-param name="drop" select="'0pt'"/>
      <xsl:with-param name="together" select="'always'"/>
      <xsl:with-param name="content"><fo:block xsl:use-attribute-sets="type-table"><xsl:apply-templates select="r:fact[@of != 'reference']" mode="fact"/></fo:block></xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- The rows. An empty one is left out only where nothing is required. -->
  <xsl:template name="card-rows">
    <xsl:variable name="unanswered" select="not(r:statement) and not(r:reason)"/>
    <xsl:if test="r:official">
      <xsl:call-template name="label-item">
        <xsl:with-param name="word" select="'official-text'"/>
        <xsl:with-param name="content">
          <fo:block xsl:use-attribute-sets="type-prose"><xsl:choose>
            <xsl:when test="r:marked[@of = 'official']"><xsl:call-template name="marked-both"><xsl:with-param name="marked" select="r:marked"/></xsl:call-template></xsl:when>
            <xsl:otherwise><xsl:value-of select="r:official"/></xsl:otherwise>
          </xsl:choose></fo:block>
          <fo:block xsl:use-attribute-sets="type-note"><xsl:value-of select="r:official/@source"/></fo:block>
        </xsl:with-param>
      </xsl:call-template>
    </xsl:if>
    <xsl:if test="r:origin">
      <xsl:call-template name="label-item">
        <xsl:with-param name="word" select="'origin'"/>
        <xsl:with-param name="together" select="'always'"/>
        <xsl:with-param name="content"><fo:block xsl:use-attribute-sets="type-prose"><xsl:value-of select="r:origin/@line"/></fo:block></xsl:with-param>
      </xsl:call-template>
    </xsl:if>
    <xsl:if test="r:statement">
      <xsl:call-template name="label-item">
        <xsl:with-param name="word" select="'how-it-is-done'"/>
        <xsl:with-param name="together"><xsl:choose><xsl:when test="string-length(r:statement) &lt; 900">always</xsl:when><xsl:otherwise>auto</xsl:otherwise></xsl:choose></xsl:with-param>
        <xsl:with-param name="gutter" select="r:change-bar[@of = 'statement']"/>
        <xsl:with-param name="content"><xsl:call-template name="prose"><xsl:with-param name="of" select="r:statement"/></xsl:call-template></xsl:with-param>
      </xsl:call-template>
    </xsl:if>
    <xsl:if test="r:reason">
      <xsl:call-template name="label-item">
        <xsl:with-param name="word" select="'reason'"/>
        <xsl:with-param name="gutter" select="r:change-bar[@of = 'statement' and not(../r:statement)]"/>
        <xsl:with-param name="content"><xsl:call-template name="prose"><xsl:with-param name="of" select="r:reason"/></xsl:call-template></xsl:with-param>
      </xsl:call-template>
    </xsl:if>
    <xsl:if test="$unanswered">
      <xsl:call-template name="label-item">
        <xsl:with-param name="word" select="'how-it-is-done'"/>
        <xsl:with-param name="content">
          <fo:block padding="5pt 8pt" border="0.7pt dashed {$secondary}" start-indent="from-parent(start-indent) + 8.7pt" end-indent="8.7pt" xsl:use-attribute-sets="type-note"><xsl:call-template name="word"><xsl:with-param name="id" select="'no-answer'"/></xsl:call-template></fo:block>
        </xsl:with-param>
      </xsl:call-template>
    </xsl:if>
    <xsl:if test="r:responsible or not($unanswered or @status = 'N')">
      <xsl:call-template name="label-item">
        <xsl:with-param name="word" select="'responsible'"/>
        <xsl:with-param name="before" select="'always'"/>
        <xsl:with-param name="together" select="'always'"/>
        <xsl:with-param name="content">
          <fo:block xsl:use-attribute-sets="type-prose">
            <xsl:choose>
              <xsl:when test="r:responsible"><xsl:value-of select="r:responsible"/></xsl:when>
              <xsl:otherwise><xsl:call-template name="word"><xsl:with-param name="id" select="'none-named'"/></xsl:call-template></xsl:otherwise>
            </xsl:choose>
            <xsl:if test="r:responsible/@shared">; <xsl:call-template name="word"><xsl:with-param name="id" select="'shared'"/></xsl:call-template><xsl:text> </xsl:text><xsl:value-of select="r:responsible/@shared"/></xsl:if>
            <xsl:if test="r:review"><fo:inline color="{$secondary}"><xsl:text>&#xA0; ·&#xA0; </xsl:text><xsl:call-template name="word"><xsl:with-param name="id" select="'reviewed-by'"/></xsl:call-template><xsl:text> </xsl:text><xsl:value-of select="r:review/@line"/></fo:inline></xsl:if>
          </fo:block>
        </xsl:with-param>
      </xsl:call-template>
    </xsl:if>
    <xsl:if test="r:test">
      <xsl:call-template name="label-item">
        <xsl:with-param name="word" select="'tests'"/>
        <xsl:with-param name="content"><fo:block xsl:use-attribute-sets="type-prose"><xsl:apply-templates select="r:test"/></fo:block></xsl:with-param>
      </xsl:call-template>
    </xsl:if>
    <xsl:choose>
      <xsl:when test="r:evidence-list/r:evidence-item">
        <xsl:call-template name="label-item">
          <xsl:with-param name="word" select="'evidence-label'"/>
          <xsl:with-param name="drop" select="'3.2pt'"/>
          <xsl:with-param name="gutter" select="r:change-bar[@of = 'evidence']"/>
          <xsl:with-param name="together"><xsl:choose><xsl:when test="count(r:evidence-list/r:evidence-item) &lt; 4">always</xsl:when><xsl:otherwise>auto</xsl:otherwise></xsl:choose></xsl:with-param>
          <xsl:with-param name="space" select="'3pt'"/>
          <xsl:with-param name="content"><xsl:call-template name="card-evidence"/></xsl:with-param>
        </xsl:call-template>
      </xsl:when>
      <xsl:when test="not($unanswered) and @status != 'N'">
        <xsl:call-template name="label-item">
          <xsl:with-param name="word" select="'evidence-label'"/>
          <xsl:with-param name="drop" select="'0pt'"/>
          <xsl:with-param name="content"><fo:block color="{$secondary}" xsl:use-attribute-sets="type-table"><xsl:call-template name="word"><xsl:with-param name="id" select="'none-recorded'"/></xsl:call-template></fo:block></xsl:with-param>
        </xsl:call-template>
      </xsl:when>
    </xsl:choose>
    <xsl:if test="r:gap">
      <xsl:call-template name="label-item">
        <xsl:with-param name="word" select="'gap-and-action'"/>
        <xsl:with-param name="content"><xsl:apply-templates select="r:gap"/></xsl:with-param>
        <xsl:with-param name="drop" select="'5pt'"/>
      </xsl:call-template>
    </xsl:if>
    <xsl:if test="r:missing">
      <xsl:call-template name="label-item">
        <xsl:with-param name="word" select="'open-label'"/>
        <xsl:with-param name="content"><fo:block><xsl:apply-templates select="r:missing"/></fo:block></xsl:with-param>
        <xsl:with-param name="drop" select="'6pt'"/>
      </xsl:call-template>
    </xsl:if>
    <xsl:if test="r:gate-mark">
      <xsl:call-template name="label-item">
        <xsl:with-param name="word" select="'gate'"/>
        <xsl:with-param name="drop" select="'0pt'"/>
        <xsl:with-param name="content"><fo:block xsl:use-attribute-sets="type-table"><xsl:apply-templates select="r:gate-mark"/></fo:block></xsl:with-param>
      </xsl:call-template>
    </xsl:if>
    <xsl:if test="r:history">
      <xsl:call-template name="label-item">
        <xsl:with-param name="word" select="'earlier'"/>
        <xsl:with-param name="before" select="'always'"/>
        <xsl:with-param name="drop" select="'0pt'"/>
        <xsl:with-param name="together" select="'always'"/>
        <xsl:with-param name="content">
          <fo:block xsl:use-attribute-sets="type-table">
            <xsl:for-each select="r:history">
              <xsl:call-template name="status-word"><xsl:with-param name="status" select="@status"/><xsl:with-param name="word" select="concat(translate(@word, ' ', '&#xA0;'), ',&#xA0;', @date)"/></xsl:call-template>
              <xsl:if test="position() != last()"><xsl:text>&#xA0;&#xA0; </xsl:text></xsl:if>
            </xsl:for-each>
          </fo:block>
        </xsl:with-param>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <xsl:template match="r:test">
    <fo:block>
      <xsl:if test="position() &gt; 1"><xsl:attribute name="space-before">3pt</xsl:attribute></xsl:if>
      <xsl:copy-of select="@a:at"/>
      <fo:inline font-weight="600" xsl:use-attribute-sets="author"><xsl:value-of select="@title"/></fo:inline>
      <xsl:text>: </xsl:text>
      <fo:inline><xsl:if test="@result = 'fail'"><xsl:attribute name="font-weight">600</xsl:attribute><xsl:attribute name="color"><xsl:value-of select="$c-notmet"/></xsl:attribute></xsl:if><xsl:value-of select="@result-word"/></fo:inline>
      <xsl:text>, </xsl:text>
      <fo:inline keep-together.within-line="always"><xsl:value-of select="@date"/></fo:inline>
      <xsl:if test="@tool != ''">, <xsl:value-of select="@tool"/></xsl:if>
      <xsl:if test="@by != ''">, <xsl:value-of select="@by"/></xsl:if>
      <xsl:if test="string(.) != ''"><xsl:text>. </xsl:text><xsl:apply-templates select="node()[not(self::r:p)] | r:p/node()" mode="prose"/></xsl:if>
    </fo:block>
  </xsl:template>

  <!-- Fixed columns, so that they stand in line from card to card. -->
  <xsl:template name="card-evidence">
    <fo:table table-layout="fixed" width="136mm" start-indent="24mm" xsl:use-attribute-sets="type-table">
      <fo:table-column fox:header="true" column-width="11mm"/><fo:table-column column-width="41mm"/><fo:table-column column-width="16.5mm"/><fo:table-column column-width="17.5mm"/><fo:table-column column-width="24mm"/><fo:table-column column-width="26mm"/>
      <fo:table-header start-indent="0mm">
        <fo:table-row keep-with-next.within-page="always">
          <xsl:call-template name="th"><xsl:with-param name="word" select="'id'"/></xsl:call-template>
          <xsl:call-template name="th"><xsl:with-param name="word" select="'evidence-label'"/></xsl:call-template>
          <xsl:call-template name="th"><xsl:with-param name="word" select="'evidence-method'"/></xsl:call-template>
          <xsl:call-template name="th"><xsl:with-param name="word" select="'expires'"/></xsl:call-template>
          <xsl:call-template name="th"><xsl:with-param name="word" select="'state'"/></xsl:call-template>
          <xsl:call-template name="th"><xsl:with-param name="word" select="'sha-short'"/><xsl:with-param name="align" select="'end'"/></xsl:call-template>
        </fo:table-row>
      </fo:table-header>
      <fo:table-body start-indent="0mm">
        <xsl:for-each select="r:evidence-list/r:evidence-item">
          <xsl:variable name="last" select="position() = last()"/>
          <fo:table-row keep-together.within-page="always">
            <fo:table-cell xsl:use-attribute-sets="cell"><xsl:call-template name="row-line"><xsl:with-param name="off" select="$last"/></xsl:call-template>
              <fo:block font-weight="600"><xsl:call-template name="link"><xsl:with-param name="to" select="@to"/><xsl:with-param name="text" select="@id"/></xsl:call-template></fo:block>
            </fo:table-cell>
            <fo:table-cell padding-end="5pt" xsl:use-attribute-sets="cell"><xsl:call-template name="row-line"><xsl:with-param name="off" select="$last"/></xsl:call-template>
              <fo:block xsl:use-attribute-sets="author"><xsl:value-of select="@title"/></fo:block>
              <xsl:if test="@note != ''"><fo:block color="{$secondary}"><xsl:value-of select="@note"/></fo:block></xsl:if>
            </fo:table-cell>
            <fo:table-cell xsl:use-attribute-sets="cell"><xsl:call-template name="row-line"><xsl:with-param name="off" select="$last"/></xsl:call-template><fo:block><xsl:value-of select="@method"/><xsl:if test="@method = ''">–</xsl:if></fo:block></fo:table-cell>
            <fo:table-cell xsl:use-attribute-sets="cell"><xsl:call-template name="row-line"><xsl:with-param name="off" select="$last"/></xsl:call-template><fo:block><xsl:value-of select="@expires"/><xsl:if test="@expires = ''">–</xsl:if></fo:block></fo:table-cell>
            <fo:table-cell xsl:use-attribute-sets="cell"><xsl:call-template name="row-line"><xsl:with-param name="off" select="$last"/></xsl:call-template><fo:block><xsl:call-template name="evidence-state"><xsl:with-param name="of" select="."/></xsl:call-template></fo:block></fo:table-cell>
            <fo:table-cell xsl:use-attribute-sets="cell"><xsl:call-template name="row-line"><xsl:with-param name="off" select="$last"/></xsl:call-template><fo:block text-align="end"><xsl:choose><xsl:when test="@digest != ''"><xsl:call-template name="digest-short"><xsl:with-param name="text" select="@digest"/></xsl:call-template></xsl:when><xsl:otherwise>–</xsl:otherwise></xsl:choose></fo:block></fo:table-cell>
          </fo:table-row>
        </xsl:for-each>
      </fo:table-body>
    </fo:table>
  </xsl:template>

  <!-- The line beneath a row, as attributes of a cell; the last row of a card goes without. -->
  <xsl:template name="row-line">
    <xsl:param name="off"/>
    <xsl:if test="not($off)">
      <xsl:attribute name="border-after-style">solid</xsl:attribute>
      <xsl:attribute name="border-after-width">0.3pt</xsl:attribute>
      <xsl:attribute name="border-after-color"><xsl:value-of select="$rowline"/></xsl:attribute>
    </xsl:if>
  </xsl:template>

  <!-- The gap: what is wrong, what holds meanwhile, then one line for each action. -->
  <xsl:template match="r:gap">
    <fo:block start-indent="from-parent(start-indent) + 10.4pt" end-indent="8pt" padding="5pt 8pt" background-color="{$tint}" border-start-style="solid" border-start-width="2.4pt" border-start-color="{$c-notmet}"
        keep-together.within-page="always" xsl:use-attribute-sets="type-prose">
      <xsl:for-each select="r:finding | r:exception">
        <fo:block>
          <xsl:if test="position() &gt; 1"><xsl:attribute name="space-before">5pt</xsl:attribute></xsl:if>
          <fo:basic-link internal-destination="{@to}" font-weight="600" xsl:use-attribute-sets="author"><xsl:value-of select="@title"/>.</fo:basic-link>
          <xsl:for-each select="r:text/r:p">
            <xsl:text> </xsl:text>
            <xsl:apply-templates mode="prose"/>
          </xsl:for-each>
          <xsl:for-each select="r:text/r:list"><xsl:apply-templates select="." mode="prose"/></xsl:for-each>
          <xsl:if test="@line"><fo:block color="{$secondary}" xsl:use-attribute-sets="type-table"><xsl:value-of select="@line"/></fo:block></xsl:if>
        </fo:block>
      </xsl:for-each>
      <xsl:for-each select="r:action">
        <fo:block xsl:use-attribute-sets="type-table">
          <xsl:if test="position() &gt; 1 or ../r:finding or ../r:exception"><xsl:attribute name="space-before">3pt</xsl:attribute></xsl:if>
          <fo:inline font-weight="600"><xsl:call-template name="link"><xsl:with-param name="to" select="@to"/><xsl:with-param name="text" select="@id"/></xsl:call-template></fo:inline>
          <xsl:text>&#xA0; </xsl:text>
          <fo:inline xsl:use-attribute-sets="author"><xsl:value-of select="@title"/></fo:inline>
          <xsl:call-template name="dot"/>
          <fo:inline keep-together.within-line="always"><xsl:value-of select="@owner"/></fo:inline>
          <xsl:call-template name="dot"/>
          <fo:inline keep-together.within-line="always"><xsl:call-template name="word"><xsl:with-param name="id" select="'due-at'"/></xsl:call-template><xsl:text>&#xA0;</xsl:text><fo:inline font-weight="600"><xsl:value-of select="@due"/></fo:inline></fo:inline>
          <xsl:call-template name="dot"/>
          <xsl:value-of select="@state-line"/>
          <xsl:if test="@overdue">
            <xsl:call-template name="dot"/>
            <fo:inline font-weight="600" color="{$c-notmet}" keep-together.within-line="always"><xsl:value-of select="@overdue"/></fo:inline>
          </xsl:if>
        </fo:block>
      </xsl:for-each>
    </fo:block>
  </xsl:template>

  <xsl:template name="dot"><xsl:text>&#xA0; · </xsl:text></xsl:template>
</xsl:stylesheet>
