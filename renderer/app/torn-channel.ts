// Changes when the windows of one desk find each other differently.

/** Only pages of ours are of our origin, and only they hear it. */
export const channelName = 'parley-windows';
