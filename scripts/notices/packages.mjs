import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Development packages whose code ends up inside the built window. */
const bundledInWindow = [
  '@mdi/js',
  '@vueuse/core',
  'ag-grid-community',
  'ag-grid-vue3',
  'chart.js',
  'chartjs-plugin-annotation',
  'chartjs-plugin-zoom',
  'pinia',
  'vue',
  'vue-router',
  'vuetify',
  'wavesurfer.js',
]

const copyrightLine = /^\s*(copyright\b|\(c\)|©)[^\n]*\d{4}[^\n]*$/i

/**
 * The folders of all packages that are shipped: everything that is no development package, and what the window bundles.
 * @param {Record<string, { dev?: boolean, dependencies?: Record<string, string> }>} lock `packages` of package-lock.json
 */
export function shippedPackages(lock) {
  const shipped = new Set(Object.keys(lock).filter((path) => path !== '' && !lock[path].dev && !lock[path].devOptional))
  const add = (name) => {
    const path = `node_modules/${name}`
    if (shipped.has(path) || lock[path] === undefined) return
    shipped.add(path)
    Object.keys(lock[path].dependencies ?? {}).forEach(add)
  }
  bundledInWindow.forEach(add)
  return [...shipped].sort()
}

/** Name, version, licence, copyright lines and licence text of an installed package; undefined when it is not installed here. */
export function readNotice(root, path) {
  const folder = join(root, path)
  if (!existsSync(join(folder, 'package.json'))) return undefined
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const file = readdirSync(folder).find((entry) => /^(licen[cs]e|copying)(\.(md|txt))?$/i.test(entry))
  const lines = file ? readFileSync(join(folder, file), 'utf8').split(/\r?\n/) : []
  return {
    name,
    version,
    licence: typeof license === 'string' ? license : (license?.type ?? 'see its text'),
    copyright: lines.filter((line) => copyrightLine.test(line)).map((line) => line.trim()),
    text: lines
      .filter((line) => !copyrightLine.test(line))
      .join('\n')
      .trim(),
  }
}

/** Puts notices with the same licence text (spaces and case aside) together; those without a text are grouped by licence name. */
export function groupByText(notices) {
  const groups = new Map()
  for (const notice of notices) {
    const key = (notice.text === '' ? `no text: ${notice.licence}` : notice.text).replace(/\W+/g, ' ').trim().toLowerCase()
    const group = groups.get(key) ?? { members: [], text: notice.text || `(The package brings no text of its own for ${notice.licence}.)` }
    group.members.push(notice)
    groups.set(key, group)
  }
  return [...groups.values()]
}
