// Writes THIRD_PARTY_NOTICES: the licences of every npm package whose code is shipped. `npm run notices`
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { groupByText, readNotice, shippedPackages } from './notices/packages.mjs'
import { describeMachine } from './setup/machine.mjs'

const introduction = `Circumplex is licensed under the Apache License 2.0 (see LICENSE). It ships with or uses the work of others.
This file is made by \`npm run notices\` out of node_modules; packages with word for word the same licence stand together.

Not npm packages, fetched by set-up: Electron (MIT; its Chromium notices lie in Electron's own folder as LICENSES.chromium.html)
and TensorFlow's libraries (Apache License 2.0; their notices lie beside them as THIRD_PARTY_NOTICES.txt).
`

const { root, modules } = describeMachine()
const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages
const notices = shippedPackages(lock).flatMap((path) => readNotice(root, path) ?? [])
const sections = groupByText(notices).map(({ members, text }) => {
  const names = members.map(({ name, version, licence, copyright }) =>
    [`${name} ${version} (${licence})`, ...copyright.map((line) => `    ${line}`)].join('\n'),
  )
  return `${'='.repeat(80)}\n${names.join('\n')}\n\n${text}\n`
})
writeFileSync(join(root, 'THIRD_PARTY_NOTICES'), [introduction, ...sections].join('\n'))
process.stdout.write(`${notices.length} packages with ${sections.length} different licence texts, out of ${modules}\n`)
