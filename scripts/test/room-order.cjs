/**
 * The rooms of each side from the ground up: a room imports rooms before it, never one after it, types included. So there are no cycles.
 * Rooms in one entry stand side by side and do not know each other.
 */
const roomsInOrder = {
  'src/shared': [['domain'], ['contract']],
  'src/main': [
    ['files'],
    ['network'],
    ['onnx'],
    ['audio', 'text'],
    ['engines'],
    ['backbones'],
    ['learning', 'inference', 'sample'],
    ['baselines'],
    ['store', 'jobs'],
    ['library', 'labelling', 'training', 'prediction', 'reporting', 'doctor'],
    ['workers'],
    ['app', 'ipc', 'cli'],
  ],
  'src/renderer': [
    ['ui'],
    ['api'],
    ['charts', 'jobs'],
    ['audio', 'comparison'],
    ['library', 'annotate', 'tags', 'training', 'results', 'prediction', 'settings'],
    ['app'],
  ],
}

/** A rule for each room: it imports nothing of its own level or of a level above it. */
const orderRules = Object.entries(roomsInOrder).flatMap(([side, levels]) =>
  levels.flatMap((level, index) =>
    level.map((room) => {
      const forbidden = [...level.filter((other) => other !== room), ...levels.slice(index + 1).flat()]
      return {
        name: `room-order-${side.slice(4)}-${room}`,
        severity: 'error',
        comment: 'Rooms stand in one order (roomsInOrder): move what both need into a room below them.',
        from: { path: `^${side}/${room}/` },
        to: { path: `^${side}/(${forbidden.join('|') || '(?!)'})/` },
      }
    }),
  ),
)

module.exports = { orderRules, roomsInOrder }
