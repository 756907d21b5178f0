<?xml version="1.0" encoding="UTF-8"?>
<!-- masters.xsl: the page masters, from the grid of tokens.xsl. The wide left margin is the change gutter. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:fo="http://www.w3.org/1999/XSL/Format"
                xmlns:fox="http://xmlgraphics.apache.org/fop/extensions" xmlns:r="urn:assay:report:1" xmlns:a="urn:assay:xslt"
                xmlns:slot="urn:assay:slot:1" exclude-result-prefixes="r slot">

  <xsl:template name="masters">
    <fo:layout-master-set>
      <fo:simple-page-master master-name="cover" page-width="{$short-side}mm" page-height="{$long-side}mm"
          margin-left="{$p-left}mm" margin-right="{$p-right}mm" margin-top="22mm" margin-bottom="20mm">
        <fo:region-body region-name="body"/>
        <fo:region-before region-name="cover-head" extent="0mm"/>
      </fo:simple-page-master>
      <fo:simple-page-master master-name="portrait" page-width="{$short-side}mm" page-height="{$long-side}mm"
          margin-left="{$p-left}mm" margin-right="{$p-right}mm" margin-top="{$p-head}mm" margin-bottom="{$p-foot}mm">
        <fo:region-body region-name="body" margin-top="{$p-top - $p-head}mm" margin-bottom="{$p-bottom - $p-foot}mm"/>
        <fo:region-before region-name="head" extent="{$p-top - $p-head - 4}mm"/>
        <fo:region-after region-name="foot" extent="{$p-bottom - $p-foot - 2}mm" display-align="after"/>
      </fo:simple-page-master>
      <!-- The first page of a letter has no running head: it begins with whom it is from. -->
      <fo:simple-page-master master-name="letter-first" page-width="{$short-side}mm" page-height="{$long-side}mm"
          margin-left="{$p-left}mm" margin-right="{$p-right}mm" margin-top="18mm" margin-bottom="{$p-foot}mm">
        <fo:region-body region-name="body" margin-bottom="{$p-bottom - $p-foot}mm"/>
        <fo:region-before region-name="letter-head" extent="0mm"/>
        <fo:region-after region-name="foot" extent="{$p-bottom - $p-foot - 2}mm" display-align="after"/>
      </fo:simple-page-master>
      <!-- Two texts side by side: their names in the head, a legend above the foot. -->
      <fo:simple-page-master master-name="beside" page-width="{$short-side}mm" page-height="{$long-side}mm"
          margin-left="{$p-left}mm" margin-right="{$p-right}mm" margin-top="{$p-head}mm" margin-bottom="{$p-foot}mm">
        <fo:region-body region-name="body" margin-top="{$p-top - $p-head + 9}mm" margin-bottom="{$p-bottom - $p-foot + 9}mm"/>
        <fo:region-before region-name="head-beside" extent="{$p-top - $p-head + 5}mm"/>
        <fo:region-after region-name="foot-beside" extent="{$p-bottom - $p-foot + 7}mm" display-align="after"/>
      </fo:simple-page-master>
      <fo:simple-page-master master-name="landscape" page-width="{$long-side}mm" page-height="{$short-side}mm"
          margin-left="{$l-side}mm" margin-right="{$l-side}mm" margin-top="{$l-head}mm" margin-bottom="{$l-foot}mm">
        <fo:region-body region-name="body" margin-top="{$l-top - $l-head}mm" margin-bottom="{$l-bottom - $l-foot}mm" column-count="2" column-gap="7mm"/>
        <fo:region-before region-name="head-wide" extent="{$l-top - $l-head - 4}mm"/>
        <fo:region-after region-name="foot-wide" extent="{$l-bottom - $l-foot - 2}mm" display-align="after"/>
      </fo:simple-page-master>
      <fo:page-sequence-master master-name="letter">
        <fo:repeatable-page-master-alternatives>
          <fo:conditional-page-master-reference master-reference="letter-first" page-position="first"/>
          <fo:conditional-page-master-reference master-reference="portrait"/>
        </fo:repeatable-page-master-alternatives>
      </fo:page-sequence-master>
    </fo:layout-master-set>
  </xsl:template>
</xsl:stylesheet>
