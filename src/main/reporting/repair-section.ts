import type { JudgedNetworks, RepairResult } from '@shared/contract/repair'
import type { ComparedVersion } from '@shared/contract/checked-sets'
import { nameOfScale, type Scale } from '@shared/domain/plane'
import { escapeHtml, htmlTable } from './html'
import { width } from './width'

const columns = ['', 'tracks', 'V MAE', 'A MAE', 'V R²', 'A R²', 'V r', 'A r', 'right quadrant', 'mean error', 'closer than the first by']

/** What each repair of the labels was worth to networks: empty where no repair has a network that is done. */
export function repairSection(repairs: readonly RepairResult[], scale: Scale): string {
  const judged = repairs.filter(({ networks }) => networks.some(({ rows }) => rows.length > 0))
  if (judged.length === 0) return ''
  return ['<h2>What the repair of labels was worth</h2>', ...judged.map((repair) => oneRepair(repair, scale))].join('\n')
}

function oneRepair({ settings, judge, runs, networks, judgedInTraining, notes }: RepairResult, scale: Scale): string {
  const done = runs.filter(({ state }) => state === 'done').length
  const sentences = [
    `Judged by ${judge}; ${done} of ${runs.length} networks are done, ${settings.epochs} epochs each, with the same tracks, sets ` +
      'and seeds for every version.',
    `Judged tracks that a network or a scheme learnt from: ${judgedInTraining}.`,
    ...notes,
  ]
  const conclusions = networks.flatMap(({ rows }) => rows.map(({ conclusion }) => conclusion)).filter((text) => text !== '')
  return [
    `<h3>${escapeHtml(settings.name)}</h3>`,
    `<p>${escapeHtml(sentences.join(' '))}</p>`,
    ...networks.map((network) => networkTable(network, scale)),
    ...conclusions.map((conclusion) => `<p><strong>${escapeHtml(conclusion)}</strong></p>`),
  ].join('\n')
}

function networkTable({ modality, rows }: JudgedNetworks, scale: Scale): string {
  const baseline = rows.map((row) => [
    `version ${row.version}: the mean of its labels`,
    '',
    '',
    '',
    '',
    '',
    '',
    '',
    '',
    width(row.baseline, scale),
    '',
  ])
  return htmlTable(
    `Networks that read ${modality}, by the label version that they learnt; errors on the scale ${nameOfScale(scale)}, ` +
      '95 % intervals over tracks',
    columns,
    [...rows.map((row) => versionRow(row, row.bySeed, scale)), ...baseline],
  )
}

function versionRow(row: ComparedVersion, bySeed: readonly { readonly closer: number }[], scale: Scale): string[] {
  const seeds = bySeed.map(({ closer }) => width(closer, scale)).join(', ')
  return [
    `version ${row.version} ${row.name}`,
    String(row.tracks),
    ...[row.maeValence, row.maeArousal].map((mae) => width(mae, scale)),
    ...[row.r2Valence, row.r2Arousal, row.rValence, row.rArousal].map((value) => value.toFixed(3)),
    `${(100 * row.quadrants).toFixed(0)} %`,
    interval(row.error, scale),
    row.difference ? `${interval(row.difference.both, scale)}; seed by seed ${seeds}` : '',
  ]
}

function interval({ value, low, high }: { value: number; low: number; high: number }, scale: Scale): string {
  return `${width(value, scale)} (${width(low, scale)}…${width(high, scale)})`
}
