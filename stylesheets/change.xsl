<?xml version="1.0" encoding="UTF-8"?>
<!--
  change.xsl: the report of changes: what another version of the framework changes, and what that means for the answers at hand.

  Everything that the full report has a slot for keeps it; its own are slot:change-contents, slot:change-meaning, slot:change-tasks
  (and the template of a version-task in mode slot:change-task), slot:change-losses, slot:change-delta.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:fo="http://www.w3.org/1999/XSL/Format"
                xmlns:r="urn:assay:report:1" xmlns:slot="urn:assay:slot:1" exclude-result-prefixes="r slot">
  <xsl:import href="full.xsl"/>
  <xsl:import href="parts/change-meaning.xsl"/>
  <xsl:import href="parts/change-tasks.xsl"/>
  <xsl:import href="parts/change-losses.xsl"/>

  <xsl:template match="r:report">
    <fo:root xml:lang="{$lang}" font-family="{$serif}" color="{$ink}" hyphenate="false">
      <xsl:call-template name="masters"/>
      <xsl:call-template name="metadata"/>
      <xsl:call-template name="change-bookmarks"/>
      <xsl:call-template name="slot:cover"/>
      <fo:page-sequence master-reference="portrait" force-page-count="no-force">
        <xsl:call-template name="furniture-portrait"><xsl:with-param name="draft" select="$versions/@draft"/></xsl:call-template>
        <fo:flow flow-name="body">
          <xsl:call-template name="slot:change-contents"/>
          <xsl:call-template name="slot:change-meaning"/>
        </fo:flow>
      </fo:page-sequence>
      <xsl:call-template name="slot:change-tasks"/>
      <fo:page-sequence master-reference="portrait" force-page-count="no-force">
        <xsl:call-template name="furniture-portrait"><xsl:with-param name="draft" select="$versions/@draft"/></xsl:call-template>
        <fo:flow flow-name="body">
          <xsl:call-template name="slot:change-losses"/>
          <xsl:call-template name="slot:change-delta"/>
          <xsl:call-template name="slot:colophon"/>
        </fo:flow>
      </fo:page-sequence>
    </fo:root>
  </xsl:template>

  <!-- This report has no cards and no index of evidence: a link to a card goes to the task's change, others are words. -->
  <xsl:template name="link">
    <xsl:param name="to"/>
    <xsl:param name="text"/>
    <xsl:variable name="task" select="substring-after($to, 'task-')"/>
    <xsl:choose>
      <xsl:when test="$task != '' and $versions/r:version-practice/r:version-task[@id = $task]">
        <fo:basic-link internal-destination="change-{$task}" keep-together.within-line="always"><xsl:value-of select="$text"/></fo:basic-link>
      </xsl:when>
      <xsl:when test="starts-with($to, 'change-')">
        <fo:basic-link internal-destination="{$to}" keep-together.within-line="always"><xsl:value-of select="$text"/></fo:basic-link>
      </xsl:when>
      <xsl:otherwise><fo:inline keep-together.within-line="always"><xsl:value-of select="$text"/></fo:inline></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
