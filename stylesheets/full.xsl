<?xml version="1.0" encoding="UTF-8"?>
<!--
  full.xsl: the full report. This file holds the order of the parts and nothing else.

  The input is the report model (namespace urn:assay:report:1). To change a report, write a stylesheet that imports this
  one as "assay:full.xsl" and overrides a slot: a named template slot:cover, slot:brand, slot:head, slot:foot, slot:control,
  slot:contents, slot:summary, slot:verdict, slot:scope, slot:method, slot:results, slot:changes, slot:matrix, slot:instrument,
  slot:findings, slot:actions, slot:evidence, slot:registers, slot:gate, slot:annexes, slot:comparison, slot:open-points, slot:signatures,
  slot:signature, slot:colophon; or the template of a task in mode slot:task-card. The slots are version 1: a slot
  is not renamed or taken away while the namespace says urn:assay:slot:1.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:fo="http://www.w3.org/1999/XSL/Format"
                xmlns:r="urn:assay:report:1" xmlns:slot="urn:assay:slot:1" exclude-result-prefixes="r slot">
  <xsl:import href="tokens.xsl"/>
  <xsl:import href="figures/glyph.xsl"/>
  <xsl:import href="figures/strip.xsl"/>
  <xsl:import href="figures/bars.xsl"/>
  <xsl:import href="figures/mark.xsl"/>
  <xsl:import href="figures/flow.xsl"/>
  <xsl:import href="figures/trend.xsl"/>
  <xsl:import href="parts/words.xsl"/>
  <xsl:import href="parts/masters.xsl"/>
  <xsl:import href="parts/metadata.xsl"/>
  <xsl:import href="parts/furniture.xsl"/>
  <xsl:import href="parts/prose.xsl"/>
  <xsl:import href="parts/tables.xsl"/>
  <xsl:import href="parts/marks.xsl"/>
  <xsl:import href="parts/cover.xsl"/>
  <xsl:import href="parts/control.xsl"/>
  <xsl:import href="parts/contents.xsl"/>
  <xsl:import href="parts/summary.xsl"/>
  <xsl:import href="parts/scope.xsl"/>
  <xsl:import href="parts/method.xsl"/>
  <xsl:import href="parts/results.xsl"/>
  <xsl:import href="parts/card.xsl"/>
  <xsl:import href="parts/changes.xsl"/>
  <xsl:import href="parts/matrix.xsl"/>
  <xsl:import href="parts/instrument.xsl"/>
  <xsl:import href="parts/findings.xsl"/>
  <xsl:import href="parts/actions.xsl"/>
  <xsl:import href="parts/evidence.xsl"/>
  <xsl:import href="parts/registers.xsl"/>
  <xsl:import href="parts/gate.xsl"/>
  <xsl:import href="parts/annexes.xsl"/>
  <xsl:import href="parts/comparison.xsl"/>
  <xsl:import href="parts/open-points.xsl"/>
  <xsl:import href="parts/signature.xsl"/>
  <xsl:import href="parts/colophon.xsl"/>

  <xsl:output method="xml" encoding="UTF-8" indent="no"/>

  <xsl:template match="/"><xsl:apply-templates select="r:report"/></xsl:template>

  <xsl:template match="r:report">
    <fo:root xml:lang="{$lang}" font-family="{$serif}" color="{$ink}" hyphenate="{$hyphenate}" hyphenation-remain-character-count="3" hyphenation-push-character-count="3">
      <xsl:call-template name="masters"/>
      <xsl:call-template name="metadata"/>
      <xsl:call-template name="bookmarks"/>
      <xsl:call-template name="slot:cover"/>
      <fo:page-sequence master-reference="portrait" force-page-count="no-force">
        <xsl:call-template name="furniture-portrait"/>
        <fo:flow flow-name="body">
          <xsl:call-template name="slot:control"/>
          <xsl:call-template name="slot:contents"/>
          <xsl:call-template name="slot:summary"/>
          <xsl:call-template name="slot:scope"/>
          <xsl:call-template name="slot:method"/>
          <xsl:call-template name="slot:results"/>
        </fo:flow>
      </fo:page-sequence>
      <xsl:call-template name="slot:changes"/>
      <xsl:call-template name="slot:matrix"/>
      <fo:page-sequence master-reference="portrait" force-page-count="no-force">
        <xsl:call-template name="furniture-portrait"/>
        <fo:flow flow-name="body">
          <xsl:call-template name="slot:instrument"/>
          <xsl:call-template name="slot:findings"/>
          <xsl:call-template name="slot:actions"/>
          <xsl:call-template name="slot:evidence"/>
          <xsl:call-template name="slot:registers"/>
          <xsl:if test="r:gate"><xsl:call-template name="slot:gate"/></xsl:if>
          <xsl:call-template name="slot:annexes"/>
          <xsl:call-template name="slot:open-points"/>
          <xsl:call-template name="slot:signatures"/>
          <xsl:call-template name="slot:colophon"/>
        </fo:flow>
      </fo:page-sequence>
    </fo:root>
  </xsl:template>
</xsl:stylesheet>
