/** The place of an interview, where the phone and the enumerator allow it. */

const OPTIONS = {enableHighAccuracy: true, timeout: 30000, maximumAge: 60000};

/** @returns {Promise<Place | null>} null where it is refused or not found */
export function findPlace() {
  return new Promise((done) => {
    if (!navigator.geolocation) return done(null);
    return navigator.geolocation.getCurrentPosition(
      ({coords}) => done({
        latitude: coords.latitude.toFixed(5),
        longitude: coords.longitude.toFixed(5),
        accuracy: String(Math.round(coords.accuracy)),
      }),
      () => done(null),
      OPTIONS,
    );
  });
}
