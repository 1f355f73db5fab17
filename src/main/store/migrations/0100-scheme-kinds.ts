/**
 * Schemes of stored label versions have a kind. A scheme that weighs no word and takes nothing from comments is the published formula;
 * every other one is of the kind `weights`.
 */
export const schemeKinds0100 = `
UPDATE label_versions SET scheme = CASE
  WHEN json_extract(scheme, '$.weights') = '{}' AND coalesce(json_extract(scheme, '$.commentsShare'), 0) = 0
  THEN json_object('kind', 'published', 'name', json_extract(scheme, '$.name'))
  ELSE json_object(
    'kind', 'weights',
    'name', json_extract(scheme, '$.name'),
    'weights', json(json_extract(scheme, '$.weights')),
    'commentsShare', coalesce(json_extract(scheme, '$.commentsShare'), 0)
  )
END
`
