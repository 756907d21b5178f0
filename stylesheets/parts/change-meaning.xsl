<?xml version="1.0" encoding="UTF-8"?>
<!-- change-meaning.xsl: contents, the two versions, and one page of what the change means for the answers at hand. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:fo="http://www.w3.org/1999/XSL/Format"
                xmlns:fox="http://xmlgraphics.apache.org/fop/extensions" xmlns:r="urn:assay:report:1" xmlns:a="urn:assay:xslt"
                xmlns:slot="urn:assay:slot:1" exclude-result-prefixes="r slot">

  <xsl:template name="slot:change-contents">
    <xsl:call-template name="part-title"><xsl:with-param name="id" select="'contents'"/></xsl:call-template>
    <xsl:call-template name="version-banner"/>
    <fo:table table-layout="fixed" width="160mm" role="TOC" xsl:use-attribute-sets="type-table">
      <fo:table-column column-width="14mm"/><fo:table-column column-width="134mm"/><fo:table-column column-width="12mm"/>
      <fo:table-body>
        <xsl:call-template name="toc-row"><xsl:with-param name="to" select="'summary'"/><xsl:with-param name="text"><xsl:call-template name="word"><xsl:with-param name="id" select="'change-meaning'"/></xsl:call-template></xsl:with-param><xsl:with-param name="weight" select="'600'"/><xsl:with-param name="space" select="'7pt'"/></xsl:call-template>
        <xsl:call-template name="toc-row"><xsl:with-param name="to" select="'change-tasks'"/><xsl:with-param name="text"><xsl:call-template name="word"><xsl:with-param name="id" select="'change-tasks'"/></xsl:call-template></xsl:with-param><xsl:with-param name="weight" select="'600'"/><xsl:with-param name="space" select="'7pt'"/></xsl:call-template>
        <xsl:for-each select="$versions/r:version-practice">
          <xsl:call-template name="toc-row">
            <xsl:with-param name="to" select="concat('change-', @id)"/>
            <xsl:with-param name="code" select="@id"/>
            <xsl:with-param name="text" select="@title"/>
          </xsl:call-template>
        </xsl:for-each>
        <xsl:if test="$versions/r:losses or $versions/r:schemes"><xsl:call-template name="toc-row"><xsl:with-param name="to" select="'change-losses'"/><xsl:with-param name="text"><xsl:call-template name="word"><xsl:with-param name="id" select="'change-losses'"/></xsl:call-template></xsl:with-param><xsl:with-param name="weight" select="'600'"/><xsl:with-param name="space" select="'7pt'"/></xsl:call-template></xsl:if>
        <xsl:if test="r:delta"><xsl:call-template name="toc-row"><xsl:with-param name="to" select="'comparison'"/><xsl:with-param name="text"><xsl:value-of select="r:delta/@title"/></xsl:with-param><xsl:with-param name="weight" select="'600'"/><xsl:with-param name="space" select="'7pt'"/></xsl:call-template></xsl:if>
        <xsl:call-template name="toc-part"><xsl:with-param name="id" select="'colophon'"/></xsl:call-template>
      </fo:table-body>
    </fo:table>
    <xsl:call-template name="section-title"><xsl:with-param name="word" select="'two-versions'"/></xsl:call-template>
    <fo:table table-layout="fixed" width="160mm" keep-together.within-page="20" xsl:use-attribute-sets="type-table">
      <fo:table-column fox:header="true" column-width="40mm"/><fo:table-column column-width="60mm"/><fo:table-column column-width="60mm"/>
      <fo:table-header><fo:table-row keep-with-next.within-page="always">
        <fo:table-cell xsl:use-attribute-sets="cell rule-head"><fo:block/></fo:table-cell>
        <xsl:for-each select="$versions/r:side"><xsl:call-template name="th"><xsl:with-param name="text" select="@name"/></xsl:call-template></xsl:for-each>
      </fo:table-row></fo:table-header>
      <fo:table-body>
        <xsl:call-template name="side-row"><xsl:with-param name="word" select="'publication'"/><xsl:with-param name="name" select="'source'"/></xsl:call-template>
        <xsl:call-template name="side-row"><xsl:with-param name="word" select="'date'"/><xsl:with-param name="name" select="'date-words'"/></xsl:call-template>
        <xsl:call-template name="side-row"><xsl:with-param name="word" select="'state'"/><xsl:with-param name="name" select="'status-word'"/></xsl:call-template>
        <xsl:call-template name="side-row"><xsl:with-param name="word" select="'practices'"/><xsl:with-param name="name" select="'practices'"/></xsl:call-template>
        <xsl:call-template name="side-row"><xsl:with-param name="word" select="'tasks'"/><xsl:with-param name="name" select="'tasks'"/></xsl:call-template>
        <xsl:call-template name="side-row"><xsl:with-param name="word" select="'examples'"/><xsl:with-param name="name" select="'examples'"/></xsl:call-template>
        <xsl:call-template name="side-row"><xsl:with-param name="word" select="'reference-lines'"/><xsl:with-param name="name" select="'references'"/></xsl:call-template>
        <fo:table-row keep-together.within-page="always">
          <fo:table-cell xsl:use-attribute-sets="cell rule-row"><fo:block xsl:use-attribute-sets="type-label"><xsl:call-template name="word"><xsl:with-param name="id" select="'digest-catalogue'"/></xsl:call-template></fo:block></fo:table-cell>
          <xsl:for-each select="$versions/r:side"><fo:table-cell xsl:use-attribute-sets="cell rule-row"><xsl:for-each select="r:digest"><xsl:call-template name="digest"><xsl:with-param name="digest" select="."/></xsl:call-template></xsl:for-each></fo:table-cell></xsl:for-each>
        </fo:table-row>
      </fo:table-body>
    </fo:table>
  </xsl:template>

  <xsl:template name="side-row">
    <xsl:param name="word"/>
    <xsl:param name="name"/>
    <fo:table-row keep-together.within-page="always">
      <fo:table-cell xsl:use-attribute-sets="cell rule-row"><fo:block xsl:use-attribute-sets="type-label"><xsl:call-template name="word"><xsl:with-param name="id" select="$word"/></xsl:call-template></fo:block></fo:table-cell>
      <xsl:for-each select="$versions/r:side"><xsl:call-template name="td"><xsl:with-param name="text" select="@*[name() = $name]"/></xsl:call-template></xsl:for-each>
    </fo:table-row>
  </xsl:template>

  <xsl:template name="slot:change-meaning">
    <xsl:variable name="title"><xsl:call-template name="word"><xsl:with-param name="id" select="'change-meaning'"/></xsl:call-template></xsl:variable>
    <fo:block id="summary" role="H1" break-before="page" space-after="5pt" xsl:use-attribute-sets="type-table" font-weight="600" color="{$accent}">
      <xsl:call-template name="running"><xsl:with-param name="text" select="$title"/></xsl:call-template>
      <xsl:value-of select="$title"/>
    </fo:block>
    <fo:block space-after="9pt" xsl:use-attribute-sets="type-verdict"><xsl:value-of select="$versions/@sentence"/></fo:block>
    <xsl:call-template name="version-banner"/>
    <xsl:call-template name="section-title"><xsl:with-param name="word" select="'readiness'"/></xsl:call-template>
    <fo:table table-layout="fixed" width="160mm" xsl:use-attribute-sets="type-table">
      <fo:table-column fox:header="true" column-width="30mm"/><fo:table-column column-width="22mm"/><fo:table-column column-width="14mm"/><fo:table-column column-width="12mm"/><fo:table-column column-width="82mm"/>
      <fo:table-header><fo:table-row keep-with-next.within-page="always">
        <xsl:call-template name="th"><xsl:with-param name="word" select="'version-column'"/></xsl:call-template>
        <xsl:call-template name="th"><xsl:with-param name="word" select="'tasks-met'"/></xsl:call-template>
        <xsl:call-template name="th"><xsl:with-param name="word" select="'share'"/></xsl:call-template>
        <xsl:call-template name="th"><xsl:with-param name="word" select="'na'"/></xsl:call-template>
        <xsl:call-template name="th"><xsl:with-param name="word" select="'formulas'"/></xsl:call-template>
      </fo:table-row></fo:table-header>
      <fo:table-body>
        <xsl:for-each select="$versions/r:readiness">
          <fo:table-row keep-together.within-page="always">
            <xsl:call-template name="td"><xsl:with-param name="text" select="@name"/><xsl:with-param name="weight" select="'600'"/></xsl:call-template>
            <xsl:call-template name="td"><xsl:with-param name="text" select="r:counts/@fraction"/></xsl:call-template>
            <xsl:call-template name="td"><xsl:with-param name="text" select="r:counts/@share"/></xsl:call-template>
            <xsl:call-template name="td"><xsl:with-param name="text" select="r:counts/@N"/></xsl:call-template>
            <fo:table-cell xsl:use-attribute-sets="cell rule-row"><fo:block xsl:use-attribute-sets="type-note"><xsl:value-of select="@formula"/></fo:block></fo:table-cell>
          </fo:table-row>
        </xsl:for-each>
      </fo:table-body>
    </fo:table>
    <xsl:call-template name="section-title"><xsl:with-param name="word" select="'classes'"/></xsl:call-template>
    <xsl:call-template name="class-table"/>
    <xsl:call-template name="version-notes"/>
    <fo:block space-before="3pt"><xsl:call-template name="key"/></fo:block>
  </xsl:template>

  <!-- In this report a task's place is its change. -->
  <xsl:template match="r:class-task">
    <fo:inline keep-together.within-line="always">
      <xsl:call-template name="glyph"><xsl:with-param name="status" select="@status"/><xsl:with-param name="word" select="@word"/><xsl:with-param name="size" select="9.5"/></xsl:call-template>
      <xsl:text>&#xA0;</xsl:text>
      <xsl:call-template name="task-page"><xsl:with-param name="id" select="@id"/><xsl:with-param name="to" select="concat('change-', @id)"/></xsl:call-template>
    </fo:inline>
    <xsl:if test="position() != last()"><xsl:text>&#xA0; </xsl:text></xsl:if>
  </xsl:template>

  <xsl:template name="change-bookmarks">
    <fo:bookmark-tree>
      <xsl:call-template name="bookmark"><xsl:with-param name="id" select="'cover'"/></xsl:call-template>
      <xsl:call-template name="bookmark"><xsl:with-param name="id" select="'contents'"/></xsl:call-template>
      <fo:bookmark internal-destination="summary"><fo:bookmark-title><xsl:call-template name="word"><xsl:with-param name="id" select="'change-meaning'"/></xsl:call-template></fo:bookmark-title></fo:bookmark>
      <fo:bookmark internal-destination="change-tasks" starting-state="show">
        <fo:bookmark-title><xsl:call-template name="word"><xsl:with-param name="id" select="'change-tasks'"/></xsl:call-template></fo:bookmark-title>
        <xsl:for-each select="$versions/r:version-practice">
          <fo:bookmark internal-destination="change-{@id}" starting-state="hide">
            <fo:bookmark-title><xsl:value-of select="concat(@id, '  ', @title)"/></fo:bookmark-title>
            <xsl:for-each select="r:version-task">
              <fo:bookmark internal-destination="change-{@id}" starting-state="hide"><fo:bookmark-title><xsl:value-of select="concat(@id, '  ', @label, ' – ', @word)"/></fo:bookmark-title></fo:bookmark>
            </xsl:for-each>
          </fo:bookmark>
        </xsl:for-each>
      </fo:bookmark>
      <xsl:if test="$versions/r:losses or $versions/r:schemes"><xsl:call-template name="bookmark"><xsl:with-param name="id" select="'change-losses'"/></xsl:call-template></xsl:if>
      <xsl:if test="r:delta"><fo:bookmark internal-destination="comparison"><fo:bookmark-title><xsl:value-of select="r:delta/@title"/></fo:bookmark-title></fo:bookmark></xsl:if>
      <xsl:call-template name="bookmark"><xsl:with-param name="id" select="'colophon'"/></xsl:call-template>
    </fo:bookmark-tree>
  </xsl:template>
</xsl:stylesheet>
