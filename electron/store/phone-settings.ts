// Changes when a desk reads or changes the settings of telephones otherwise. Straight through: nothing of them is kept here.
import { AppError } from '../../shared/errors.ts';
import type { PhoneSettingsEdit, PhoneSettingsView } from '../../shared/sync/phone-settings.ts';
import type { OpenAccount } from './account.ts';
import type { Transport } from './sync/transport.ts';

/**
 * @returns what answers a window.
 * It throws AppError `unauthenticated` while nobody is signed in, `notFound` where there are none, or as the service says.
 */
export function createPhoneSettings(
  account: () => Pick<OpenAccount, 'info'> | null,
  { phoneSettings }: Pick<Transport, 'phoneSettings'>,
): (edit: PhoneSettingsEdit | null) => Promise<PhoneSettingsView> {
  return async (edit) => {
    const info = account()?.info();
    if (info === undefined || info.token === null)
      throw new AppError('unauthenticated', 'Nobody is signed in.');
    if (phoneSettings === undefined)
      throw new AppError('notFound', 'There are no settings of telephones here.');
    return phoneSettings(info.service, info.token, edit);
  };
}
