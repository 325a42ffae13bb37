// A connect-and-read through the emulator's data plane, from an address that rules see as 203.0.113.7.
import net from 'node:net';

export function reaches(address, port) {
  return new Promise((done) => {
    const socket = net.connect({ host: address, port: 20_000 + port, localAddress: '127.0.0.1' });
    const end = (answer) => { socket.destroy(); done(answer); };
    socket.setTimeout(1_000, () => end(false));
    socket.on('data', () => end(true));
    socket.on('error', () => end(false));
    socket.on('close', () => end(false));
  });
}
