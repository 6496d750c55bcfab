// A machine somewhere that gives calendars: real HTTPS, on this machine's own network, with a certificate that nobody else trusts.
import type { RequestListener } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo, LookupFunction } from 'node:net';

/** Good until 2120, for calendar.example, localhost and 127.0.0.1; guards nothing. */
export const certificate = `-----BEGIN CERTIFICATE-----
MIIBhzCCAS2gAwIBAgIBATAKBggqhkjOPQQDAjAbMRkwFwYDVQQDDBBjYWxlbmRh
ci5leGFtcGxlMCAXDTIwMDEwMTAwMDAwMFoYDzIxMjAwMTAxMDAwMDAwWjAbMRkw
FwYDVQQDDBBjYWxlbmRhci5leGFtcGxlMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcD
QgAERJavxoPpKZowqkPHsumBQ9fM6AeeSFzReC63vRU+sWQDgsDRGxS6NdHH2QE9
9ZB4YEPcyfS3MhIQx04nfXT3yqNgMF4wDwYDVR0TAQH/BAUwAwEB/zAsBgNVHREE
JTAjghBjYWxlbmRhci5leGFtcGxlgglsb2NhbGhvc3SHBH8AAAEwHQYDVR0OBBYE
FF5q6XeSPO9+viubBwYRy/URzVITMAoGCCqGSM49BAMCA0gAMEUCIQCJeZwi8TgQ
fhuoAImOf8jgeIGS10eNE9xJW99qoFn+8AIgCfD8iLBKtadHkolACcaLNFRG7rDM
YzVIUz9AwS1/u1A=
-----END CERTIFICATE-----
`;
const key = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgkxlGOTHLP3VsqSxn
EVIsEVjPkEDSh1xCjWF5F+iwRGGhRANCAARElq/Gg+kpmjCqQ8ey6YFD18zoB55I
XNF4Lre9FT6xZAOCwNEbFLo10cfZAT31kHhgQ9zJ9LcyEhDHTid9dPfK
-----END PRIVATE KEY-----
`;

export type FarServer = {
  port: number;
  /** How often somebody connected. */
  connections(): number;
  end(): Promise<void>;
};

export async function startFar(answer: RequestListener, host = '127.0.0.1'): Promise<FarServer> {
  let connections = 0;
  const server = createServer({ key, cert: certificate }, answer);
  server.on('connection', () => {
    connections += 1;
  });
  // Whoever hangs up on us is a part of what is tried.
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => {
    server.listen(0, host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => connections,
    end: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A name means these addresses, one list after another; the last one from then on. */
export function names(...answers: readonly (readonly string[])[]): LookupFunction {
  const left = [...answers];
  return (_name, _options, found) => {
    const next = (left.length > 1 ? left.shift() : left[0]) ?? [];
    found(
      null,
      next.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  };
}

/** Takes this machine for the public internet. */
export const here = (address: string): boolean => address === '127.0.0.1';
