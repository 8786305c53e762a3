// Changes when a new customer is made from a visitor differently.
import { useCallback } from 'react';
import { useNewId, useRun } from '../../data/hooks.ts';
import { useOneAtATime } from '../../data/one-at-a-time.ts';
import { customerFields, problemWith, savedValue, type CustomerForm } from './edit.ts';

/** @returns whether every detail can be saved as it is. */
export function isComplete(form: CustomerForm): boolean {
  return customerFields.every((field) => problemWith(field, form[field]) === null);
}

/**
 * @returns a function that makes the customer and links the conversation to it.
 * @throws AppError from the function, when either is refused.
 */
export function useCreateCustomer(conversationId: string | null): (form: CustomerForm) => Promise<void> {
  const run = useRun();
  const newId = useNewId();
  const once = useOneAtATime();
  return useCallback(
    (form) =>
      once(async () => {
        const id = newId();
        const saved = <F extends keyof CustomerForm>(field: F) => savedValue(field, form[field]);
        await run('customer.create', {
          customer: {
            id,
            name: saved('name'),
            email: saved('email'),
            phone: saved('phone'),
            organisation: saved('organisation'),
            city: saved('city'),
            language: saved('language'),
          },
        });
        if (conversationId !== null) await run('conversation.link', { conversationId, customerId: id });
      }),
    [once, run, newId, conversationId],
  );
}
