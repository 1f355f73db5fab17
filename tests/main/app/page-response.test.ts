import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { answerPage } from '@main/app/page-response'
import { temporaryFolder } from '../../helpers/library'

function builtPage(): string {
  const folder = temporaryFolder()
  const directory = join(folder, 'renderer')
  mkdirSync(join(directory, 'assets'), { recursive: true })
  writeFileSync(join(directory, 'index.html'), '<title>Circumplex</title>')
  writeFileSync(join(directory, 'assets/index.js'), 'run()')
  writeFileSync(join(folder, 'secret.txt'), 'secret')
  mkdirSync(join(folder, 'renderer-old'))
  writeFileSync(join(folder, 'renderer-old/index.html'), 'old')
  return directory
}

describe('the page scheme', () => {
  it('serves the page and its parts with their kinds, under the content security policy', async () => {
    const directory = builtPage()
    const page = await answerPage(directory, 'circumplex-app://window/')
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
    expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'self';/)
    expect(page.headers.get('x-content-type-options')).toBe('nosniff')
    expect(await page.text()).toBe('<title>Circumplex</title>')
    const script = await answerPage(directory, 'circumplex-app://window/assets/index.js')
    expect([await script.text(), script.headers.get('content-type')]).toEqual(['run()', 'text/javascript; charset=utf-8'])
  })

  it.each(['..%2Fsecret.txt', '%2E%2E/secret.txt', '..%2Frenderer-old/index.html', 'assets', 'nowhere.js', '%E0%A4%A', '%00'])(
    'serves nothing outside its folder, nor what is no file: %s',
    async (name) => {
      expect((await answerPage(builtPage(), `circumplex-app://window/${name}`)).status).toBe(404)
    },
  )
})
