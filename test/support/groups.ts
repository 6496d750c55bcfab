// A coordinator who makes groups of people.
import { coordinator, enfermera, nurse, ward } from './hospital.ts';
import { type Office, porter } from './staff.ts';
import { buttonsOf, type Note } from './visitor.ts';

/** Everybody in the ward who is asked. */
export const staff = [nurse, enfermera, coordinator, porter].toSorted();

/** What waits for a coordinator's yes or no, in their own talk. */
export function waiting({ carla }: Office): Note {
  const note = carla.notes().findLast((one) => buttonsOf(one).includes(carla.hears('groups.keep')));
  if (!note) throw new Error('nothing waits for an answer');
  return note;
}
export const heard = ({ carla }: Office): string =>
  carla
    .notes()
    .map((note) => carla.read(note))
    .join('\n');

export async function follow(office: Office, name: string, guests = 'no', channel = ward): Promise<void> {
  const { carla } = office;
  await carla.command('/lamp audiences', channel);
  await carla.press(carla.last(channel), 'audiences.follow');
  await carla.send({ name, guests });
  await carla.closeAll();
}
export async function followAndKeep(
  office: Office,
  name: string,
  guests = 'no',
  channel = ward,
): Promise<void> {
  await follow(office, name, guests, channel);
  await office.carla.press(waiting(office), 'audiences.keep');
}
export async function fromList(office: Office, name: string, who: string): Promise<void> {
  const { carla } = office;
  await carla.command('/lamp groups');
  await carla.press(carla.last(), 'audiences.from-list');
  await carla.send({ name, who });
}
