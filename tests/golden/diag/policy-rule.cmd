assay gate ../small/assessment.xml --policy policies/policy-rule.xml
