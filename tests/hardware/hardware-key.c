/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A hardware key for tests, as OpenSSH loads one: its own stand-in, which signs at
 * once, and here waits to be touched, or is not plugged in. */
#include <dlfcn.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

/* A pipe with a name that somebody opens to touch the key. */
#define TOUCH_VARIABLE "CALIBRATE_TEST_TOUCH"
#define UNPLUGGED_VARIABLE "CALIBRATE_TEST_UNPLUGGED"

#define DEVICE_NOT_FOUND (-4)

struct sk_option;

typedef uint32_t (*ApiVersion) (void);
typedef int (*Enroll) (uint32_t algorithm,
                       const uint8_t *challenge,
                       size_t challenge_length,
                       const char *application,
                       uint8_t flags,
                       const char *pin,
                       struct sk_option **options,
                       void **response);
typedef int (*Sign) (uint32_t algorithm,
                     const uint8_t *data,
                     size_t length,
                     const char *application,
                     const uint8_t *handle,
                     size_t handle_length,
                     uint8_t flags,
                     const char *pin,
                     struct sk_option **options,
                     void **response);
typedef int (*LoadResidentKeys) (const char *pin,
                                 struct sk_option **options,
                                 void ***keys,
                                 size_t *n_keys);

uint32_t sk_api_version (void);
int sk_enroll (uint32_t algorithm,
               const uint8_t *challenge,
               size_t challenge_length,
               const char *application,
               uint8_t flags,
               const char *pin,
               struct sk_option **options,
               void **response);
int sk_sign (uint32_t algorithm,
             const uint8_t *data,
             size_t length,
             const char *application,
             const uint8_t *handle,
             size_t handle_length,
             uint8_t flags,
             const char *pin,
             struct sk_option **options,
             void **response);
int
sk_load_resident_keys (const char *pin, struct sk_option **options, void ***keys, size_t *n_keys);

static void *
stand_in (const char *symbol)
{
  void *library = dlopen (STAND_IN, RTLD_NOW);
  void *found = library != NULL ? dlsym (library, symbol) : NULL;

  if (found == NULL)
    abort ();
  return found;
}

uint32_t
sk_api_version (void)
{
  return ((ApiVersion) stand_in ("sk_api_version")) ();
}

int
sk_enroll (uint32_t algorithm,
           const uint8_t *challenge,
           size_t challenge_length,
           const char *application,
           uint8_t flags,
           const char *pin,
           struct sk_option **options,
           void **response)
{
  return ((Enroll) stand_in ("sk_enroll")) (algorithm, challenge, challenge_length, application,
                                            flags, pin, options, response);
}

int
sk_sign (uint32_t algorithm,
         const uint8_t *data,
         size_t length,
         const char *application,
         const uint8_t *handle,
         size_t handle_length,
         uint8_t flags,
         const char *pin,
         struct sk_option **options,
         void **response)
{
  const char *touch = getenv (TOUCH_VARIABLE);

  if (getenv (UNPLUGGED_VARIABLE) != NULL)
    return DEVICE_NOT_FOUND;
  if (touch != NULL)
    close (open (touch, O_RDONLY));
  return ((Sign) stand_in ("sk_sign")) (algorithm, data, length, application, handle, handle_length,
                                        flags, pin, options, response);
}

int
sk_load_resident_keys (const char *pin, struct sk_option **options, void ***keys, size_t *n_keys)
{
  return ((LoadResidentKeys) stand_in ("sk_load_resident_keys")) (pin, options, keys, n_keys);
}
