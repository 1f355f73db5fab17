import { Menu, type MenuItemConstructorOptions } from 'electron'

const views = ['Library', 'Annotate', 'Tags', 'Train', 'Results', 'Predict', 'Settings']

/**
 * The menu. Its entries are commands that the window carries out, so that menu, palette and keys do the same.
 * @param command tells the window, for example "undo" or "view.tags"
 */
export function createMenu(command: (name: string) => void): Menu {
  const entry = (label: string, name: string, accelerator?: string): MenuItemConstructorOptions => ({
    label,
    click: () => command(name),
    ...(accelerator ? { accelerator } : {}),
  })
  const template: MenuItemConstructorOptions[] = [
    {
      label: '&File',
      submenu: [
        entry('New Library…', 'library.create', 'CmdOrCtrl+N'),
        entry('Open Library…', 'library.open', 'CmdOrCtrl+O'),
        entry('Sample Library…', 'library.sample'),
        { type: 'separator' },
        entry('Import Audio…', 'import.audio', 'CmdOrCtrl+I'),
        entry('Import Tags…', 'import.tags'),
        entry('Import Lyrics or Comments…', 'import.text'),
        entry('Import Labels…', 'import.labels'),
        entry('Export Labels…', 'labels.export'),
        { type: 'separator' },
        entry('Close Library', 'library.close'),
        { role: 'quit' },
      ],
    },
    {
      label: '&Edit',
      submenu: [
        entry('Undo Label Change', 'undo', 'CmdOrCtrl+Z'),
        entry('Redo Label Change', 'redo', 'CmdOrCtrl+Shift+Z'),
        { type: 'separator' },
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'selectAll' },
      ],
    },
    {
      label: '&View',
      submenu: [
        ...views.map((view, index) => entry(view, `view.${view.toLowerCase()}`, `CmdOrCtrl+${index + 1}`)),
        { type: 'separator' },
        entry('Command Palette', 'palette', 'CmdOrCtrl+K'),
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { role: 'togglefullscreen' },
      ],
    },
    {
      label: '&Help',
      submenu: [entry('Keyboard Shortcuts', 'help.keys', 'F1'), entry('Copy Diagnostics', 'help.diagnostics'), entry('About Circumplex', 'help.about'), { role: 'toggleDevTools' }],
    },
  ]
  return Menu.buildFromTemplate(template)
}
