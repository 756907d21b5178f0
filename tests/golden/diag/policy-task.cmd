assay gate ../small/assessment.xml --policy policies/policy-task.xml
