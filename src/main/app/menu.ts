import { Menu, type MenuItemConstructorOptions } from 'electron'

const views = ['Library', 'Annotate', 'Tags', 'Train', 'Results', 'Predict', 'Settings']

/** Makes an entry that sends a command to the window, with its key when it has one. */
type MakeEntry = (label: string, name: string, accelerator?: string) => MenuItemConstructorOptions

/**
 * The menu. Its entries are commands that the window carries out, so that menu, palette and keys do the same.
 * @param command sends a command to the window, for example "undo" or "view.tags"
 */
export function createMenu(command: (name: string) => void): Menu {
  const entry: MakeEntry = (label, name, accelerator) => ({ label, click: () => command(name), ...(accelerator ? { accelerator } : {}) })
  return Menu.buildFromTemplate([fileMenu(entry), editMenu(entry), viewMenu(entry), helpMenu(entry)])
}

const separator: MenuItemConstructorOptions = { type: 'separator' }

function fileMenu(entry: MakeEntry): MenuItemConstructorOptions {
  const libraries = [
    entry('New Library…', 'library.create', 'CmdOrCtrl+N'),
    entry('Open Library…', 'library.open', 'CmdOrCtrl+O'),
    entry('Sample Library…', 'library.sample'),
  ]
  const imports = [
    entry('Import Audio…', 'import.audio', 'CmdOrCtrl+I'),
    entry('Import Tags…', 'import.tags'),
    entry('Import Lyrics…', 'import.lyrics'),
    entry('Import Comments…', 'import.comments'),
    entry('Import Labels…', 'import.labels'),
    entry('Merge Labels of Another Library…', 'labels.merge'),
    entry('Export Labels…', 'labels.export'),
  ]
  return {
    label: '&File',
    submenu: [...libraries, separator, ...imports, separator, entry('Close Library', 'library.close'), { role: 'quit' }],
  }
}

function editMenu(entry: MakeEntry): MenuItemConstructorOptions {
  const changes = [entry('Undo Label Change', 'edit.undo', 'CmdOrCtrl+Z'), entry('Redo Label Change', 'edit.redo', 'CmdOrCtrl+Shift+Z')]
  return { label: '&Edit', submenu: [...changes, separator, { role: 'cut' }, { role: 'copy' }, { role: 'paste' }, { role: 'selectAll' }] }
}

function viewMenu(entry: MakeEntry): MenuItemConstructorOptions {
  const open = views.map((view, index) => entry(view, `view.${view.toLowerCase()}`, `CmdOrCtrl+${index + 1}`))
  return {
    label: '&View',
    submenu: [
      ...open,
      separator,
      entry('Command Palette', 'palette.open', 'CmdOrCtrl+K'),
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      { role: 'togglefullscreen' },
    ],
  }
}

function helpMenu(entry: MakeEntry): MenuItemConstructorOptions {
  return {
    label: '&Help',
    submenu: [
      entry('Keyboard Shortcuts', 'help.keys', 'F1'),
      entry('Copy Diagnostics', 'help.diagnostics'),
      entry('About Circumplex', 'help.about'),
      { role: 'toggleDevTools' },
    ],
  }
}
